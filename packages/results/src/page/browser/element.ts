/** What may stand in an element. Text is always text: nothing here reads markup. */
export type Child = Node | string | number | undefined;

/** A value of `true` sets the attribute without one; `undefined` and `false` leave it away. */
export type Attributes = Record<string, string | number | boolean | undefined>;

/** An element with attributes and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  append(made, children);
  return made;
}

/** An element of a drawing. */
export function drawing<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAttributes(made, attributes);
  append(made, children);
  return made;
}

/** Replaces what an element holds. */
export function fill(holder: Element, ...children: readonly Child[]): void {
  holder.replaceChildren();
  append(holder, children);
}

/** A button with a name; `label` is read out where the content is a picture. */
export function button(
  attributes: Attributes,
  onClick: (event: MouseEvent) => void,
  ...children: readonly Child[]
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, ...children);
  made.addEventListener('click', onClick);
  return made;
}

function append(holder: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined) continue;
    holder.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

function setAttributes(made: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
}
