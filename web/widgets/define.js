import { nextTask } from './dom.js';

/**
 * Registers custom elements; a name that is taken already is left alone, so that calling twice does no harm.
 * @param {...(CustomElementConstructor & { tag: string })} classes
 */
export function define(...classes) {
  for (const one of classes) if (!customElements.get(one.tag)) customElements.define(one.tag, one);
}

/**
 * Registers custom elements one after another, each in a task of its own: those in the page come to life at once, and a page that
 * makes many of them does not hear its reader meanwhile. What awaits this goes on in the task of the last one: a figure comes
 * last, so that its buttons do not stand there before somebody listens.
 * @param {...(CustomElementConstructor & { tag: string })} classes
 */
export async function defineInTurn(...classes) {
  for (const [i, one] of classes.entries()) {
    if (i > 0) await nextTask();
    define(one);
  }
}
