// JSON read so that a key given twice is still seen: `JSON.parse` keeps the last of two in silence.

/** A value that still knows which keys came twice: an object is its entries, what the answers never hold is null. */
export type Node = string | boolean | null | [string, Node][];

const DEEPEST = 128;

/** Reads a text, or nothing if it is no JSON. */
export function read(text: string): Node | undefined {
  try {
    // What is no JSON at all is refused by the browser's own reader; the second reading only looks for keys.
    JSON.parse(text);
    const words = new Words(text);
    return words.value(0);
  } catch {
    return undefined;
  }
}

/** A walk through a text that is known to be JSON. */
class Words {
  #at = 0;
  readonly #text: string;

  constructor(text: string) { this.#text = text; }

  value(depth: number): Node {
    if (depth > DEEPEST) throw new RangeError('nested too deeply');
    switch (this.#peek()) {
      case '{': return this.#object(depth);
      case '[': return this.#list(depth);
      case '"': return this.#string();
      default: return this.#word();
    }
  }

  #peek(): string {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at += 1;
    return this.#text.charAt(this.#at);
  }

  #take(sign: string): boolean {
    if (this.#peek() !== sign) return false;
    this.#at += 1;
    return true;
  }

  #object(depth: number): Node {
    const entries: [string, Node][] = [];
    this.#take('{');
    while (!this.#take('}')) {
      this.#peek();
      const key = this.#string();
      this.#take(':');
      entries.push([key, this.value(depth + 1)]);
      this.#take(',');
    }
    return entries;
  }

  #list(depth: number): Node {
    this.#take('[');
    while (!this.#take(']')) {
      this.value(depth + 1);
      this.#take(',');
    }
    return null;
  }

  #string(): string {
    const start = this.#at;
    this.#at += 1;
    while (this.#text.charAt(this.#at) !== '"') this.#at += this.#text.charAt(this.#at) === '\\' ? 2 : 1;
    this.#at += 1;
    return JSON.parse(this.#text.slice(start, this.#at)) as string;
  }

  #word(): Node {
    const [word] = /^[^\s,\]}]+/.exec(this.#text.slice(this.#at)) ?? [''];
    this.#at += word.length;
    return word === 'true' ? true : word === 'false' ? false : null;
  }
}
