// Reading answers, strictly: a key given twice, an unknown key or a wrong type is a problem, not a guess.
// A problem names a place, never what was written there: an answer may hold a name by mistake.

import { CHILD_FLAGS, SETTINGS, STATES, referenceOf } from './instrument.ts';
import type { AnswerState, ChildFlag, Instrument, Setting } from './instrument.ts';
import { read } from './json.ts';
import type { Node } from './json.ts';

export const MOST_BYTES = 64 * 1024;
export const MOST_ANSWERS = 500;
export const LONGEST_TEXT = 500;
export const MOST_TOLD = 20;

/** What is known about the person and the place before any sign. */
export interface Context { child: ChildFlag; settings: ReadonlySet<Setting> }

export interface Answers {
  /** The instrument they were given to, `id@version`. */
  instrument: string;
  context: Context;
  told_before: ReadonlyMap<string, boolean | string>;
  states: ReadonlyMap<string, AnswerState>;
}

/** One thing that keeps answers from being used. */
export interface AnswerProblem { code: string; field: string }

/** Either what was read or why it cannot be. */
export type Read<T> = { value: T } | { problems: AnswerProblem[] };

const among = <T extends string>(list: readonly T[], text: string): T | undefined => list.find((one) => one === text);

const length = (text: string): number => [...text].length;

/** Names an entry by its key if that is a plain code, otherwise by its place. */
const place = (within: string, key: string, nth: number): string =>
  /^[A-Z0-9]{1,16}$/.test(key) ? `${within}.${key}` : `${within}[${nth}]`;

/** Reads answers and reports every problem of their shape at once. */
export function parseAnswers(text: string): Read<Answers> {
  if (new TextEncoder().encode(text).length > MOST_BYTES) {
    return { problems: [{ code: 'answers.too_large', field: 'message' }] };
  }
  const node = read(text);
  if (node === undefined) return { problems: [{ code: 'answers.not_json', field: 'message' }] };
  const reader = new Reader();
  const value = reader.answers(node);
  return value && reader.problems.length === 0 ? { value } : { problems: reader.problems };
}

class Reader {
  readonly problems: AnswerProblem[] = [];

  answers(node: Node): Answers | undefined {
    const entries = this.#map(node, 'message');
    if (!entries) return undefined;
    const found = new Map<string, Node>();
    for (const [nth, [key, value]] of entries.entries()) {
      if (['instrument', 'context', 'told_before', 'answers'].includes(key)) found.set(key, value);
      else this.#problem('answers.unknown_field', `message[${nth}]`);
    }
    const [named, context, told, states] = ['instrument', 'context', 'told_before', 'answers'].map((key) => found.get(key));
    const answers = {
      instrument: named !== undefined ? this.#reference(named) : undefined,
      context: context !== undefined ? this.#context(context) : { child: 'unsure' as const, settings: new Set<Setting>() },
      told_before: told !== undefined ? this.#told(told) : new Map<string, boolean | string>(),
      states: states !== undefined ? this.#states(states) : undefined,
    };
    if (named === undefined) this.#problem('answers.missing_field', 'instrument');
    if (states === undefined) this.#problem('answers.missing_field', 'answers');
    const { instrument, states: read } = answers;
    return instrument !== undefined && read ? { ...answers, instrument, states: read } : undefined;
  }

  #problem(code: string, field: string): void { this.problems.push({ code, field }); }

  /** The entries of an object, with a problem for each key that came twice. */
  #map(node: Node, field: string): [string, Node][] | undefined {
    if (!(node instanceof Array)) {
      this.#problem('answers.wrong_type', field);
      return undefined;
    }
    const seen = new Set<string>();
    for (const [nth, [key]] of node.entries()) {
      if (seen.has(key)) this.#problem('answers.duplicate_key', place(field, key, nth));
      seen.add(key);
    }
    return node;
  }

  #reference(node: Node): string | undefined {
    if (typeof node !== 'string') {
      this.#problem('answers.wrong_type', 'instrument');
      return undefined;
    }
    if (/^[a-z0-9-]{1,64}@[a-z0-9.+-]{1,64}$/.test(node)) return node;
    this.#problem('answers.instrument_reference', 'instrument');
    return undefined;
  }

  #context(node: Node): Context {
    let child: ChildFlag = 'unsure';
    const settings = new Set<Setting>();
    for (const [nth, [key, value]] of (this.#map(node, 'context') ?? []).entries()) {
      const setting = among(SETTINGS, key);
      if (key === 'child') {
        const flag = typeof value === 'string' ? among(CHILD_FLAGS, value) : undefined;
        if (flag) child = flag;
        else this.#problem('context.child', 'context.child');
      } else if (!setting) {
        this.#problem('context.unknown_field', `context[${nth}]`);
      } else if (value === true) {
        settings.add(setting);
      } else if (value !== false) {
        this.#problem('answers.wrong_type', `context.${setting}`);
      }
    }
    return { child, settings };
  }

  #told(node: Node): Map<string, boolean | string> {
    const entries = this.#map(node, 'told_before') ?? [];
    const told = new Map<string, boolean | string>();
    if (entries.length > MOST_TOLD) {
      this.#problem('answers.too_many', 'told_before');
      return told;
    }
    for (const [nth, [key, value]] of entries.entries()) {
      const longest = Math.max(length(key), typeof value === 'string' ? length(value) : 0);
      if (longest > LONGEST_TEXT) this.#problem('answers.text_too_long', `told_before[${nth}]`);
      else if (typeof value === 'boolean' || typeof value === 'string') told.set(key, value);
      else this.#problem('answers.wrong_type', `told_before[${nth}]`);
    }
    return told;
  }

  #states(node: Node): Map<string, AnswerState> {
    const entries = this.#map(node, 'answers') ?? [];
    const states = new Map<string, AnswerState>();
    if (entries.length > MOST_ANSWERS) {
      this.#problem('answers.too_many', 'answers');
      return states;
    }
    for (const [nth, [code, value]] of entries.entries()) {
      const state = typeof value === 'string' ? among(STATES, value) : undefined;
      if (state) states.set(code, state);
      else this.#problem(typeof value === 'string' ? 'answers.unknown_state' : 'answers.wrong_type', place('answers', code, nth));
    }
    return states;
  }
}

/** The answers in the order of the instrument's signs; a sign without an answer was not asked. */
export function statesOf(instrument: Instrument, answers: Answers): Read<AnswerState[]> {
  const problems: AnswerProblem[] = [];
  const [id, version] = answers.instrument.split('@');
  if (id !== instrument.id) problems.push({ code: 'answers.wrong_instrument', field: 'instrument' });
  else if (version !== instrument.version) problems.push({ code: 'answers.wrong_version', field: 'instrument' });
  const known = new Set(instrument.indicators.map((one) => one.code));
  for (const [nth, code] of [...answers.states.keys()].sort().entries()) {
    if (!known.has(code)) problems.push({ code: 'answers.unknown_code', field: place('answers', code, nth) });
  }
  if (problems.length > 0) return { problems };
  return { value: instrument.indicators.map((one) => answers.states.get(one.code) ?? 'not_asked') };
}

/** The answers as a message: what was not asked is left out. */
export function messageOf(
  instrument: Instrument, context: Context, states: ReadonlyMap<string, AnswerState>, told: Record<string, boolean | string>,
): string {
  const settings = [...context.settings].map((setting) => [setting, true] as const);
  return JSON.stringify({
    instrument: referenceOf(instrument),
    context: { child: context.child, ...Object.fromEntries(settings) },
    told_before: told,
    answers: Object.fromEntries([...states].filter(([, state]) => state !== 'not_asked')),
  });
}
