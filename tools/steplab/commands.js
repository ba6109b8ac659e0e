/** The commands by name; each is loaded when it is called. Adding one is adding a file and a line here. */

/** @typedef {import('./options.js').Command} Command */

/** @type {Record<string, { summary: string, load: () => Promise<Command> }>} */
export const commands = {
  example: {
    summary: 'the worked example: which rate reaches a slope in one step, by loss and by gradient',
    load: async () => (await import('./example.js')).example,
  },
  schedule: {
    summary: 'print the learning rate of every iteration',
    load: async () => (await import('./schedule.js')).schedule,
  },
  train: {
    summary: 'train a network once and print how it went',
    load: async () => (await import('./train.js')).train,
  },
  sweep: {
    summary: 'train over a grid of batch sizes, learning rates and seeds, on all cores',
    load: async () => (await import('./sweep.js')).sweep,
  },
  'find-rate': {
    summary: 'search for a learning rate in rounds',
    load: async () => (await import('./find_rate.js')).findRate,
  },
  'check-chapter': {
    summary: 'train what decides the claims of the textbook chapter, with several seeds',
    load: async () => (await import('./check_chapter.js')).checkChapter,
  },
  'new-lesson': {
    summary: 'make a new lesson from the template',
    load: async () => (await import('./new_lesson.js')).newLesson,
  },
};
