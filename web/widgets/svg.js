/** Building SVG without ceremony, and taking a picture of it. */

/**
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, attributes = {}, ...children) {
  const shape = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAll(shape, attributes);
  shape.append(...children);
  return shape;
}

/** @param {Element} element @param {Record<string, string | number>} attributes */
export function setAll(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
  }
}

/** What of a shape's style a picture of it must carry along. */
const carried = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap'],
  ...['opacity', 'display', 'font-family', 'font-size', 'font-weight', 'text-anchor'],
  'paint-order',
];

/**
 * A drawing as PNG, twice as large as its own units, on a ground.
 * @param {SVGSVGElement} drawing it must stand in the page
 * @param {string} ground a colour
 * @returns {Promise<Blob | null>}
 */
export async function pngOf(drawing, ground) {
  const { width, height } = drawing.viewBox.baseVal;
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  const originals = drawing.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((shape, i) => {
    const style = getComputedStyle(originals[i]);
    for (const name of carried) shape.setAttribute(name, style.getPropertyValue(name));
  });
  setAll(copy, { xmlns: 'http://www.w3.org/2000/svg', width: 2 * width, height: 2 * height });
  const text = new XMLSerializer().serializeToString(copy);
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    const context = canvas.getContext('2d');
    if (!context) return null;
    context.fillStyle = ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0);
    return await new Promise((resolve) => canvas.toBlob(resolve));
  } finally {
    URL.revokeObjectURL(url);
  }
}
