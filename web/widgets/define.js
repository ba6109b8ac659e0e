/**
 * Registers custom elements; a name that is taken already is left alone, so that calling twice does no harm.
 * @param {...(CustomElementConstructor & { tag: string })} classes
 */
export function define(...classes) {
  for (const one of classes) if (!customElements.get(one.tag)) customElements.define(one.tag, one);
}
