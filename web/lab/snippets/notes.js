/** What is said under a snippet, in both languages. */

/** @typedef {{ en: string, zh: string }} Note */

/** @satisfies {Record<string, Note>} */
export const notes = {
  run: {
    en: 'Code of this kind was run in PyTorch 1.13 and gave the same rates and steps as here.',
    zh: '这一类代码已在 PyTorch 1.13 中运行，学习率和步子与本页一致。',
  },
  source: {
    en: 'Worked out from the library’s source, not run in it. It computes in single precision: expect seven digits.',
    zh: '根据该库的源代码推导，未在其中运行。它使用单精度计算：约有七位有效数字。',
  },
  perIteration: {
    en: 'One step of the schedule an iteration, not an epoch.',
    zh: '每次迭代走一步，而不是每轮。',
  },
  climbsAgain: {
    en: 'Beyond T_max PyTorch climbs again; here the rate stays at its minimum.',
    zh: '超过 T_max 后 PyTorch 会重新上升；本页则保持最小值。',
  },
  endsInError: {
    en: 'Beyond total_steps PyTorch stops with an error; here the rate stays.',
    zh: '超过 total_steps 后 PyTorch 会报错；本页则保持不变。',
  },
  boundaries: {
    en: 'Keras changes the rate after a boundary, so each is one less than the milestone.',
    zh: 'Keras 在边界之后才改变学习率，所以每个边界比里程碑小 1。',
  },
  perEvaluation: {
    en: 'Told the validation loss after each evaluation.',
    zh: '每次评估后告诉它验证损失。',
  },
  kerasPlateau: {
    en: 'Keras looks once an epoch. Its patience counts one more; its min_delta is a difference, not a share, and is 0 here.',
    zh: 'Keras 每轮只看一次。它的 patience 要多 1；min_delta 是差值而不是比例，这里取 0。',
  },
  optaxPlateau: {
    en: 'Optax’s patience counts one more, and its tolerance must be above 0.',
    zh: 'Optax 的 patience 要多 1，其容差必须大于 0。',
  },
  callback: {
    en: 'Keras has no schedule of this kind; a callback sets the rate before each batch.',
    zh: 'Keras 没有这种策略；由回调函数在每个批次之前设置学习率。',
  },
  rateInVelocity: {
    en: 'This library keeps the rate inside its velocity: after a change of the rate earlier steps keep theirs, while here all take the new one.',
    zh: '该库把学习率乘进速度里：学习率改变后，先前的步子仍用旧的；本页则全用新的。',
  },
  epsilonUnderRoot: {
    en: 'This library adds epsilon under the root, so it is squared here.',
    zh: '该库把 epsilon 加在根号里面，所以这里取它的平方。',
  },
  epsilonEarly: {
    en: 'This library adds epsilon before it corrects the first steps; with one as small as usual that does not show.',
    zh: '该库在修正开头几步之前就加上 epsilon；只要它照常很小，就看不出差别。',
  },
  kerasDecay: {
    en: 'The weight decay of this optimizer is in the gradient. In Keras that is a regularizer of every layer, keras.regularizers.L2 of half of it, for weights and biases.',
    zh: '这个优化器的权重衰减在梯度里。Keras 要给每一层加正则项：keras.regularizers.L2，取它的一半，权重和偏置都要。',
  },
  noAdamwInCaffe: {
    en: 'Caffe has no AdamW.',
    zh: 'Caffe 没有 AdamW。',
  },
  notInCaffe: {
    en: 'Caffe has no such policy.',
    zh: 'Caffe 没有这种策略。',
  },
  caffeMinimum: {
    en: 'Caffe’s poly always ends at 0.',
    zh: 'Caffe 的 poly 总是降到 0。',
  },
  caffeSigmoid: {
    en: 'Caffe’s sigmoid takes no gamma below 0: it only rises, though Caffe calls it a decay.',
    zh: 'Caffe 的 sigmoid 不接受小于 0 的 gamma：它只会上升，尽管 Caffe 称之为衰减。',
  },
};
