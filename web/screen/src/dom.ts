// Making elements. Words only ever become text: nothing here writes markup.

export type Child = Node | string | null | undefined | false | readonly Child[];

type Attributes = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;

/** An element with attributes, listeners (`onclick`) and children; what is undefined or false is left out. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

function append(element: HTMLElement, children: readonly Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child as readonly Child[]);
    else if (child !== null && child !== undefined && child !== false) element.append(child as Node | string);
  }
}

let nth = 0;
/** An id that nothing else on the page has. */
export const freshId = (): string => `f${(nth += 1)}`;
