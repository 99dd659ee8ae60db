// The expressions of a form: the part of XLSForm's language that an instrument may use, with the conversions of XPath 1.0.
// What was not answered is the empty text. No function reads a clock or draws a random number.

export const LONGEST = 600;
const DEEPEST = 24;

export type Value = string | number | boolean;

/** What an expression may name besides answers. */
export type Place = 'plain' | 'constraint' | 'filter';

type Node =
  | { is: 'value'; value: Value }
  | { is: 'answer'; name: string }
  | { is: 'own' }
  | { is: 'column'; name: string }
  | { is: 'negative'; inner: Node }
  | { is: 'pair'; operator: string; left: Node; right: Node }
  | { is: 'call'; name: string; given: Node[] };

/** What an expression may look up. */
export interface Known {
  answer(name: string): string;
  own?: string;
  column?(name: string): string;
}

/** Least and most arguments of each function. */
const FUNCTIONS: Readonly<Record<string, readonly [number, number]>> = {
  'not': [1, 1], 'true': [0, 0], 'false': [0, 0], 'if': [3, 3], 'coalesce': [2, 2], 'selected': [2, 2],
  'count-selected': [1, 1], 'string-length': [1, 1], 'contains': [2, 2], 'starts-with': [2, 2],
  'concat': [1, 16], 'number': [1, 1], 'string': [1, 1], 'int': [1, 1],
};

/** The operators, the weakest first. */
const LEVELS: readonly (readonly string[])[] = [['or'], ['and'], ['=', '!='], ['<=', '>=', '<', '>'], ['+', '-'], ['*', 'div', 'mod']];

/** A text is no expression of the format. */
export class Fault extends Error {}

type Word = { is: 'text'; text: string } | { is: 'number'; number: number } | { is: 'answer' | 'name' | 'sign'; word: string };

const PATTERN = /\s*(?:(["'])(.*?)\1|\$\{\s*(\w+)\s*\}|(\d[\d.]*)|([A-Za-z_][\w-]*)|(!=|<=|>=|[=<>+\-*(),.]))/suy;

function words(text: string): Word[] {
  const found: Word[] = [];
  const trimmed = text.trimEnd();
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < trimmed.length) {
    const match = PATTERN.exec(trimmed);
    if (!match) throw new Fault('there is a character that has no place in an expression');
    const [, quote, quoted, answer, number, name, sign] = match;
    if (quote !== undefined) found.push({ is: 'text', text: quoted ?? '' });
    else if (answer !== undefined) found.push({ is: 'answer', word: answer });
    else if (number !== undefined) found.push({ is: 'number', number: Number(number) });
    else if (name !== undefined) found.push({ is: 'name', word: name });
    else found.push({ is: 'sign', word: sign ?? '' });
  }
  return found;
}

class Parser {
  #at = 0;
  #depth = 0;
  readonly #words: Word[];
  readonly #place: Place;

  constructor(words: Word[], place: Place) {
    this.#words = words;
    this.#place = place;
  }

  whole(): Node {
    const node = this.#level(0);
    if (this.#at < this.#words.length) throw new Fault('something follows the end of the expression');
    return node;
  }

  #level(level: number): Node {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    let left = this.#level(level + 1);
    for (let operator = this.#operator(operators); operator; operator = this.#operator(operators)) {
      left = { is: 'pair', operator, left, right: this.#level(level + 1) };
    }
    return left;
  }

  #operator(operators: readonly string[]): string | undefined {
    const next = this.#words[this.#at];
    if (!next || (next.is !== 'sign' && next.is !== 'name') || !operators.includes(next.word)) return undefined;
    this.#at += 1;
    return next.word;
  }

  #unary(): Node {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Fault('this expression is nested too deeply');
    const node: Node = this.#take('-') ? { is: 'negative', inner: this.#unary() } : this.#primary();
    this.#depth -= 1;
    return node;
  }

  #take(sign: string): boolean {
    const next = this.#words[this.#at];
    const found = next?.is === 'sign' && next.word === sign;
    if (found) this.#at += 1;
    return found;
  }

  #primary(): Node {
    const word = this.#words[this.#at];
    this.#at += 1;
    if (!word) throw new Fault('the expression ends too early');
    if (word.is === 'text') return { is: 'value', value: word.text };
    if (word.is === 'number') return { is: 'value', value: word.number };
    if (word.is === 'answer') return { is: 'answer', name: word.word };
    if (word.is === 'name') return this.#named(word.word);
    if (word.word === '.' && this.#place === 'constraint') return { is: 'own' };
    if (word.word !== '(') throw new Fault('a value is missing before or after a sign');
    const inner = this.#level(0);
    if (!this.#take(')')) throw new Fault('a bracket is not closed');
    return inner;
  }

  #named(name: string): Node {
    if (!this.#take('(')) {
      if (this.#place === 'filter') return { is: 'column', name };
      throw new Fault('a bare word is no value');
    }
    const bounds = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (!bounds) throw new Fault('there is no such function');
    const given: Node[] = [];
    while (!this.#take(')')) {
      if (given.length > 0 && !this.#take(',')) throw new Fault('a bracket is not closed');
      given.push(this.#level(0));
    }
    if (given.length < bounds[0] || given.length > bounds[1]) throw new Fault('another number of arguments');
    return { is: 'call', name, given };
  }
}

/** An expression that was read. */
export class Expression {
  readonly #node: Node;

  constructor(text: string, place: Place) {
    if ([...text].length > LONGEST) throw new Fault('this expression is too long');
    this.#node = new Parser(words(text), place).whole();
  }

  /** The fields and signs it names. */
  answers(): Set<string> {
    const names = new Set<string>();
    const open: Node[] = [this.#node];
    for (let node = open.pop(); node; node = open.pop()) {
      if (node.is === 'answer') names.add(node.name);
      else if (node.is === 'negative') open.push(node.inner);
      else if (node.is === 'pair') open.push(node.left, node.right);
      else if (node.is === 'call') open.push(...node.given);
    }
    return names;
  }

  value(known: Known): Value { return valueOf(this.#node, known); }
}

/** Whether a value holds: a text that is not empty, a number that is not zero. */
export const holds = (value: Value): boolean => (typeof value === 'number' ? value !== 0 && !Number.isNaN(value) : Boolean(value));

/** As a text; what is not a number is the empty text, and no number has an exponent. */
export function textOf(value: Value): string {
  if (typeof value !== 'number') return String(value);
  if (Number.isNaN(value)) return '';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0';
  return plainDigits(value);
}

/** The shortest digits that read back as this number, without an exponent. */
function plainDigits(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign, first, rest = '', exponent] = match;
  const [digits, power] = [`${first}${rest}`, Number(exponent)];
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  return `${sign}${digits.padEnd(power + 1, '0')}`;
}

/** The number that a text writes in plain digits, as in XPath: no exponent, no plus. */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  return /^-?(\d+\.?\d*|\.\d+)$/.test(trimmed) ? Number(trimmed) : undefined;
}

const toNumber = (value: Value): number => (typeof value === 'string' ? (numberOf(value) ?? NaN) : Number(value));

const parts = (list: string): string[] => list.split(/[ \t\n\f\r]+/).filter((one) => one !== '');

function valueOf(node: Node, known: Known): Value {
  switch (node.is) {
    case 'value': return node.value;
    case 'answer': return known.answer(node.name);
    case 'own': return known.own ?? '';
    case 'column': return known.column?.(node.name) ?? '';
    case 'negative': return -toNumber(valueOf(node.inner, known));
    case 'pair': return pair(node.operator, valueOf(node.left, known), valueOf(node.right, known));
    case 'call': return call(node.name, node.given, known);
  }
}

function pair(operator: string, left: Value, right: Value): Value {
  const [a, b] = [toNumber(left), toNumber(right)];
  switch (operator) {
    case 'or': return holds(left) || holds(right);
    case 'and': return holds(left) && holds(right);
    case '=': return equal(left, right);
    case '!=': return !equal(left, right);
    case '<': return a < b;
    case '<=': return a <= b;
    case '>': return a > b;
    case '>=': return a >= b;
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case 'div': return a / b;
    default: return a % b;
  }
}

/** Two truth values, otherwise two numbers if one of them is a number, otherwise two texts. */
function equal(left: Value, right: Value): boolean {
  if (typeof left === 'boolean' || typeof right === 'boolean') return holds(left) === holds(right);
  if (typeof left === 'number' || typeof right === 'number') return toNumber(left) === toNumber(right);
  return left === right;
}

function call(name: string, given: Node[], known: Known): Value {
  const at = (nth: number): Value => { const node = given[nth]; return node ? valueOf(node, known) : ''; };
  const text = (nth: number): string => textOf(at(nth));
  switch (name) {
    case 'not': return !holds(at(0));
    case 'true': return true;
    case 'false': return false;
    case 'if': return at(holds(at(0)) ? 1 : 2);
    case 'coalesce': return text(0) === '' ? at(1) : at(0);
    case 'selected': return parts(text(0)).includes(text(1));
    case 'count-selected': return parts(text(0)).length;
    case 'string-length': return [...text(0)].length;
    case 'contains': return text(0).includes(text(1));
    case 'starts-with': return text(0).startsWith(text(1));
    // Calculations feed each other; without a limit a few of them would fill the memory.
    case 'concat': return [...given.map((node) => textOf(valueOf(node, known))).join('')].slice(0, LONGEST).join('');
    case 'number': return toNumber(at(0));
    case 'string': return text(0);
    default: return Math.trunc(toNumber(at(0)));
  }
}
