// The messages of the client in one language, as the server hands them out: what has no translation is English and marked so.

import { h } from './dom.ts';

/** What `words/{language}` answers. */
export interface WordsFile {
  language: string;
  dir: 'ltr' | 'rtl';
  name: string;
  /** How far the translation was checked. */
  review: 'source' | 'machine' | 'reviewed';
  words: Record<string, string>;
  /** Keys whose words are English because the language lacks them. */
  english: string[];
}

export type Arguments = Record<string, string | number>;

export class Words {
  readonly language: string;
  readonly dir: 'ltr' | 'rtl';
  readonly name: string;
  readonly unchecked: boolean;
  readonly #words: Record<string, string>;
  readonly #english: ReadonlySet<string>;

  constructor(file: WordsFile) {
    this.language = file.language;
    this.dir = file.dir;
    this.name = file.name;
    this.unchecked = file.review === 'machine';
    this.#words = file.words;
    this.#english = new Set(file.english);
  }

  has(key: string): boolean { return Object.hasOwn(this.#words, key); }

  /** The words alone, for attributes and titles. */
  t(key: string, given: Arguments = {}): string {
    return (this.#words[key] ?? key).replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(given[name] ?? whole));
  }

  /** The label of a code, such as `say.code('said', 'yes_told')`. */
  code(family: string, code: string): Node { return this.say(`${family}-${code.replaceAll('_', '-')}`); }

  /** The words as they are shown, marked where they are English. */
  say(key: string, given: Arguments = {}): Node {
    const text = this.t(key, given);
    return this.#english.has(key) ? h('span', { lang: 'en', dir: 'ltr' }, text) : document.createTextNode(text);
  }

  /** A time of day, with the day if it was another. */
  when(at: number): string {
    const day = new Date(at).toDateString() === new Date().toDateString();
    const style = day ? { timeStyle: 'short' as const } : { dateStyle: 'short' as const, timeStyle: 'short' as const };
    return new Intl.DateTimeFormat(this.language, style).format(at);
  }
}
