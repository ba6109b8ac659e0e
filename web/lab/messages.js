/** Every sentence that the engine says, in English and Chinese. A text gets the error's facts; the name and value of a field are put before it. */

import { landscapeLabels, landscapeTexts } from './landscape_texts.js';
import { gridLabels, gridTexts } from './grid_texts.js';
import { optimizerLabels, optimizerTexts } from './optimizer_texts.js';
import { measureLabels, measureTexts } from './measure_texts.js';
import { scheduleLabels, scheduleTexts } from './schedule_texts.js';
import { searchLabels, searchTexts } from './search_texts.js';

/** @typedef {Record<string, any>} Facts */
/** @typedef {{ en: (facts: Facts) => string, zh: (facts: Facts) => string }} Text */

/** The fields of a run, as a sentence begins with them. @type {Record<string, { en: string, zh: string }>} */
export const labels = {
  run: { en: 'Run', zh: '实验设置' },
  link: { en: 'Link', zh: '链接' },
  data: { en: 'Data', zh: '数据' },
  batch: { en: 'Batch size', zh: '批量大小' },
  rate: { en: 'Learning rate', zh: '学习率' },
  schedule: { en: 'Schedule', zh: '学习率策略' },
  epochs: { en: 'Epochs', zh: '训练轮数' },
  evaluate: { en: 'Evaluation interval', zh: '评估间隔' },
  trainSize: { en: 'Training set size', zh: '训练集大小' },
  seed: { en: 'Seed', zh: '随机种子' },
  splitSeed: { en: 'Seed of the split', zh: '划分种子' },
  weightsSeed: { en: 'Seed of the weights', zh: '权重种子' },
  orderSeed: { en: 'Seed of the order', zh: '顺序种子' },
  layers: { en: 'Layers', zh: '各层神经元数' },
  activations: { en: 'Activations', zh: '激活函数' },
  loss: { en: 'Loss', zh: '损失函数' },
  network: { en: 'Network', zh: '网络' },
  points: { en: 'Points', zh: '样本点' },
  slope: { en: 'Slope', zh: '斜率' },
  target: { en: 'Target', zh: '目标斜率' },
  ...landscapeLabels,
  ...gridLabels,
  ...optimizerLabels,
  ...measureLabels,
  ...scheduleLabels,
  ...searchLabels,
};

const seed = {
  en: () => 'give a whole number from 0 to 4,294,967,295, for instance 1.',
  zh: () => '请填 0 到 4,294,967,295 之间的整数，例如 1。',
};

/** @type {Record<string, Text>} */
export const texts = {
  ...gridTexts,
  ...searchTexts,
  'bad-run': {
    en: () => 'describe a run as an object, for instance { batch: 128, rate: 0.5 }.',
    zh: () => '请用对象描述一次实验，例如 { batch: 128, rate: 0.5 }。',
  },
  'unknown-field': {
    en: (f) => `there is no such setting; the settings are ${f.known}.`,
    zh: (f) => `没有这一项设置；可用的设置有 ${f.known}。`,
  },
  'bad-data': {
    en: (f) => `give one of ${f.known}.`,
    zh: (f) => `请从 ${f.known} 中选择。`,
  },
  'bad-batch': {
    en: (f) =>
      `give a whole number from 1 to ${number(f.most)}, the size of the training set, or full for all of it.`,
    zh: (f) => `请填 1 到 ${number(f.most)}（训练集大小）之间的整数，或填 full 表示整个训练集。`,
  },
  'bad-epochs': {
    en: (f) => `give a whole number from 1 to ${number(f.most)}, for instance 10.`,
    zh: (f) => `请填 1 到 ${number(f.most)} 之间的整数，例如 10。`,
  },
  'bad-evaluate': {
    en: (f) =>
      `give a number of epochs above 0 and at most ${number(f.most)}, for instance 0.5 for twice an epoch.`,
    zh: (f) => `请填大于 0 且不超过 ${number(f.most)} 的轮数，例如 0.5 表示每轮评估两次。`,
  },
  'bad-train-size': {
    en: (f) =>
      `give a whole number from 1 to ${number(f.most)}; ${number(f.kept)} images of the ${number(f.of)} are kept for validation.`,
    zh: (f) =>
      `请填 1 到 ${number(f.most)} 之间的整数；全部 ${number(f.of)} 幅图像中有 ${number(f.kept)} 幅留作验证。`,
  },
  'bad-size': {
    en: (f) => `give at most ${number(f.most)}: the data hold no more.`,
    zh: (f) => `请填不超过 ${number(f.most)} 的数：数据只有这么多。`,
  },
  'bad-shape': {
    en: () => 'this network cannot be built for these data; try 784-64-16-10.',
    zh: () => '无法为这些数据构建该网络；请试试 784-64-16-10。',
  },
  ...landscapeTexts,
  ...optimizerTexts,
  ...measureTexts,
  ...scheduleTexts,
  'bad-seed': seed,
  'bad-layers': {
    en: (f) =>
      `give ${f.inputs}, then 0 to ${f.hidden} hidden layers of 1 to ${number(f.most)} units, then ${f.outputs}.`,
    zh: (f) =>
      `请依次填 ${f.inputs}、0 到 ${f.hidden} 个隐藏层（每层 1 到 ${number(f.most)} 个神经元）、${f.outputs}。`,
  },
  'bad-activations': {
    en: (f) =>
      `give one of ${f.known} for each layer after the inputs; only the last layer can have softmax.`,
    zh: (f) => `除输入外每层请填 ${f.known} 之一；只有最后一层可以用 softmax。`,
  },
  'bad-last-activation': {
    en: () => 'give the last layer softmax, which the cross-entropy loss needs.',
    zh: () => '交叉熵损失要求最后一层用 softmax，请改用它。',
  },
  'bad-loss': {
    en: (f) => `give one of ${f.known}.`,
    zh: (f) => `请从 ${f.known} 中选择。`,
  },
  'bad-network': {
    en: () => 'describe a network as { layers, activations, loss }.',
    zh: () => '请用 { layers, activations, loss } 描述网络。',
  },
  'bad-link': {
    en: () => 'this is no link to a run; a link reads like batch=128&rate=0.5&epochs=10&seed=1.',
    zh: () => '这不是实验链接；链接形如 batch=128&rate=0.5&epochs=10&seed=1。',
  },
  'link-number': {
    en: (f) =>
      `give ${f.whole ? 'a whole number' : 'a number'} from ${number(f.min)} to ${number(f.max)} there.`,
    zh: (f) => `这里请填 ${number(f.min)} 到 ${number(f.max)} 之间的${f.whole ? '整数' : '数'}。`,
  },
  'link-rates': {
    en: (f) =>
      `give ${f.count} learning rates there, with commas between them, for instance 0.5,2.`,
    zh: (f) => `这里请填 ${f.count} 个学习率，用逗号隔开，例如 0.5,2。`,
  },
  'link-schedules': {
    en: (f) =>
      `give each schedule as its policy and its numbers, at most ${f.most} with commas between them, for instance step:0.1:0.9:50,fixed:0.5.`,
    zh: (f) =>
      `每个策略请写成名称加数字，最多 ${f.most} 个，用逗号隔开，例如 step:0.1:0.9:50,fixed:0.5。`,
  },
  'bad-layer': {
    en: (f) => `Layer ${f.layer}: the network has layers 0 to ${f.most}.`,
    zh: (f) => `第 ${f.layer} 层：该网络只有第 0 到 ${f.most} 层。`,
  },
  'bad-input': {
    en: (f) =>
      `The network takes ${number(f.expected)} numbers, and ${number(f.found)} were given.`,
    zh: (f) => `网络需要 ${number(f.expected)} 个数，实际给出 ${number(f.found)} 个。`,
  },
  'bad-index': {
    en: (f) => `Image ${f.index}: give a whole number from 0 to ${number(f.most)}.`,
    zh: (f) => `图像 ${f.index}：请填 0 到 ${number(f.most)} 之间的整数。`,
  },

  'no-points': {
    en: () => 'give at least one point as x:y, for instance -2:0,0:0,2:0.',
    zh: () => '请至少给出一个点，写作 x:y，例如 -2:0,0:0,2:0。',
  },
  'bad-point': {
    en: () => 'give a point as x:y, both finite and at most 1e50, for instance -2:0,0:0,2:0.',
    zh: () => '请把点写作 x:y，两个数都有限且绝对值不超过 1e50，例如 -2:0,0:0,2:0。',
  },
  'bad-slope': {
    en: () => 'give a finite number of at most 1e50, for instance 0.5.',
    zh: () => '请填绝对值不超过 1e50 的有限数，例如 0.5。',
  },
  'no-slope': {
    en: () =>
      'all points lie at x = 0, where every line through the origin is 0: there is no slope to learn. Give a point at another x.',
    zh: () =>
      '所有点都在 x = 0 处，过原点的直线在那里都等于 0，没有斜率可学。请给一个 x 不为 0 的点。',
  },
  'too-many-points': {
    en: (f) => `give at most ${f.most}.`,
    zh: (f) => `最多 ${f.most} 个。`,
  },

  'no-webassembly': {
    en: () =>
      'This browser has no WebAssembly, or forbids it: open the lab in a current Chrome, Edge, Firefox or Safari.',
    zh: () => '此浏览器不支持或禁用了 WebAssembly：请用新版 Chrome、Edge、Firefox 或 Safari 打开。',
  },
  'core-missing': {
    en: (f) =>
      `The training core did not come (${f.url}: ${f.reason}): check the connection and reload the page.`,
    zh: (f) => `训练核心未能下载（${f.url}：${f.reason}）：请检查网络后重新加载页面。`,
  },
  'core-broken': {
    en: (f) =>
      `The training core does not start (${f.url}: ${f.reason}): reload the page; if it stays so, build the site again.`,
    zh: (f) =>
      `训练核心无法启动（${f.url}：${f.reason}）：请重新加载页面；若仍如此，请重新构建网站。`,
  },
  'out-of-memory': {
    en: (f) =>
      `Memory is out: ${number(f.bytes)} bytes more were asked for. Stop other runs or close other tabs, then try again.`,
    zh: (f) => `内存不足：还需要 ${number(f.bytes)} 字节。请停止其他实验或关闭其他标签页后重试。`,
  },

  offline: {
    en: (f) =>
      `${f.file} did not come: the connection is down. Go online and press retry; after the first visit the data stay here.`,
    zh: (f) => `${f.file} 未能下载：网络已断开。请联网后重试；首次访问之后数据会保存在本机。`,
  },
  'no-answer': {
    en: (f) =>
      `${f.file} did not come: ${f.url} does not answer. Check the connection and press retry.`,
    zh: (f) => `${f.file} 未能下载：${f.url} 没有响应。请检查网络后重试。`,
  },
  'download-status': {
    en: (f) =>
      `${f.file} did not come: ${f.url} answers ${f.status}. Check that the data folder stands beside the pages on the host.`,
    zh: (f) =>
      `${f.file} 未能下载：${f.url} 返回 ${f.status}。请检查主机上网页旁边是否有 data 文件夹。`,
  },
  'download-broken': {
    en: (f) =>
      `${f.file} broke off after ${number(f.bytes)} bytes, ${number(f.attempts)} times. Check the connection and press retry.`,
    zh: (f) =>
      `${f.file} 下载到 ${number(f.bytes)} 字节时中断，共 ${number(f.attempts)} 次。请检查网络后重试。`,
  },
  'file-missing': {
    en: (f) => `${f.file} is not at ${f.path}: run npm ci, then try again.`,
    zh: (f) => `${f.path} 处没有 ${f.file}：请先运行 npm ci 再重试。`,
  },
  'no-gunzip': {
    en: (f) =>
      `${f.file} is compressed, and this browser cannot unpack it (no DecompressionStream): open the lab in Chrome 80, Firefox 113, Safari 16.4 or newer.`,
    zh: (f) =>
      `${f.file} 是压缩文件，而此浏览器不能解压（缺少 DecompressionStream）：请用 Chrome 80、Firefox 113、Safari 16.4 或更新版本打开。`,
  },
  'gzip-damaged': {
    en: (f) =>
      `${f.file} came damaged: it does not unpack. Press retry; if it stays so, copy the data folder to the host again.`,
    zh: (f) => `${f.file} 已损坏，无法解压。请重试；若仍如此，请重新把 data 文件夹复制到主机。`,
  },
  'file-size': {
    en: (f) =>
      `${f.file} holds ${number(f.found)} bytes where ${number(f.expected)} belong: copy the data folder to the host again, then press retry.`,
    zh: (f) =>
      `${f.file} 有 ${number(f.found)} 字节，应为 ${number(f.expected)} 字节：请重新把 data 文件夹复制到主机后重试。`,
  },
  'sha-mismatch': {
    en: (f) =>
      `${f.file} is not the original: its SHA-256 begins ${f.found}, not ${f.expected}. Copy the data folder to the host again, then press retry.`,
    zh: (f) =>
      `${f.file} 不是原始文件：其 SHA-256 以 ${f.found} 开头，应为 ${f.expected}。请重新把 data 文件夹复制到主机后重试。`,
  },
  'idx-magic': {
    en: (f) =>
      `The ${english[f.part]} are no IDX file: it begins with ${f.found}, not ${f.expected}. Give the original MNIST files.`,
    zh: (f) =>
      `${chinese[f.part]}不是 IDX 文件：开头是 ${f.found}，应为 ${f.expected}。请使用原始 MNIST 文件。`,
  },
  'idx-cut': {
    en: (f) =>
      `The ${english[f.part]} are cut: ${number(f.found)} bytes are there, and the header promises ${number(f.expected)}. Fetch the file again.`,
    zh: (f) =>
      `${chinese[f.part]}不完整：只有 ${number(f.found)} 字节，文件头声明为 ${number(f.expected)} 字节。请重新下载该文件。`,
  },
  'idx-trailing': {
    en: (f) =>
      `The ${english[f.part]} hold ${number(f.found)} bytes, and the header promises ${number(f.expected)}. Fetch the file again.`,
    zh: (f) =>
      `${chinese[f.part]}有 ${number(f.found)} 字节，文件头声明为 ${number(f.expected)} 字节。请重新下载该文件。`,
  },
  'idx-counts': {
    en: (f) =>
      `${number(f.images)} images and ${number(f.labels)} labels do not belong together. Give the two files of one set.`,
    zh: (f) =>
      `${number(f.images)} 幅图像与 ${number(f.labels)} 个标签不匹配。请使用同一数据集的两个文件。`,
  },
  'idx-empty': {
    en: (f) => `The ${english[f.part]} hold nothing. Fetch the file again.`,
    zh: (f) => `${chinese[f.part]}是空的。请重新下载该文件。`,
  },
  'idx-label': {
    en: (f) =>
      `Label ${number(f.index)} is ${f.found}, and digits go from 0 to 9. Fetch the file of labels again.`,
    zh: (f) => `第 ${number(f.index)} 个标签是 ${f.found}，而数字只有 0 到 9。请重新下载标签文件。`,
  },
  'pack-damaged': {
    en: () => 'The stored data are damaged: press retry to fetch them again.',
    zh: () => '本机保存的数据已损坏：请重试以重新下载。',
  },
  'no-data': {
    en: (f) => `The data ${f.name} are not loaded: load them before a run starts.`,
    zh: (f) => `数据 ${f.name} 尚未加载：请先加载再开始实验。`,
  },

  'engine-not-loaded': {
    en: () =>
      'The program that trains did not come from the host: check the connection, then try again.',
    zh: () => '训练程序没有下载下来：请检查网络连接，然后重试。',
  },
  'worker-died': {
    en: (f) =>
      `The thread of this run ended unexpectedly (${f.reason}): press reset to run it again.`,
    zh: (f) => `运行此实验的线程意外终止（${f.reason}）：请按重置后重新运行。`,
  },
  'run-gone': {
    en: () => 'This run has been stopped: start it again.',
    zh: () => '此实验已停止：请重新开始。',
  },
  'lab-closed': {
    en: () => 'The lab is closed: reload the page.',
    zh: () => '实验室已关闭：请重新加载页面。',
  },
  unforeseen: {
    en: (f) => `Something unforeseen went wrong: ${f.message ?? 'no reason is known'}.`,
    zh: (f) => `发生了意外错误：${f.message ?? '原因不明'}。`,
  },
};

/** @type {Record<string, string>} */
const english = { images: 'images', labels: 'labels' };
/** @type {Record<string, string>} */
const chinese = { images: '图像文件', labels: '标签文件' };

/** @param {unknown} value */
function number(value) {
  return Number(value).toLocaleString('en-US');
}
