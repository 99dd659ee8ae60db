// The form around the signs: what it shows, offers and calculates, and what was filled in wrongly.
// Nothing here is scored. A sign that the form hides still counts when it was answered.

import { Expression, LONGEST, holds, numberOf, textOf } from './expression.ts';
import type { Known } from './expression.ts';
import { inLanguage } from './instrument.ts';
import type { AnswerState, Field, FieldType, Instrument } from './instrument.ts';

export type FormProblem = { field: string; code: string };

/** What the form looks like with some answers. */
export interface Filled {
  shown: string[];
  calculated: Record<string, string>;
  offered: Record<string, string[]>;
  problems: FormProblem[];
}

interface Row {
  name: string;
  field?: Field;
  relevant?: Expression;
  constraint?: Expression;
  calculation?: Expression;
  filter?: Expression;
}

/** A form ready to be filled in. */
export class Form {
  readonly #instrument: Instrument;
  readonly #rows: Row[];
  readonly #order: Row[];

  constructor(instrument: Instrument) {
    this.#instrument = instrument;
    const fields = (instrument.fields ?? []).map((field): Row => ({
      name: field.name, field,
      ...(field.relevant === undefined ? {} : { relevant: new Expression(field.relevant, 'plain') }),
      ...(field.constraint === undefined ? {} : { constraint: new Expression(field.constraint, 'constraint') }),
      ...(field.calculation === undefined ? {} : { calculation: new Expression(field.calculation, 'plain') }),
      ...(field.choice_filter === undefined ? {} : { filter: new Expression(field.choice_filter, 'filter') }),
    }));
    const signs = instrument.indicators.map((one): Row => ({
      name: one.code,
      ...(one.relevant === undefined ? {} : { relevant: new Expression(one.relevant, 'plain') }),
    }));
    this.#rows = [...fields, ...signs];
    this.#order = inOrder(this.#rows);
  }

  /** The form with these answers to fields and signs; what is missing was not answered. */
  fill(given: Readonly<Record<string, string>>, states: ReadonlyMap<string, AnswerState>): Filled {
    const filled: Filled = { shown: [], calculated: {}, offered: {}, problems: [] };
    const known = new Map<string, string>();
    const shown = new Set<string>();
    const answers: Known = { answer: (name) => known.get(name) ?? '' };
    for (const row of this.#order) {
      const relevant = !row.relevant || holds(row.relevant.value(answers));
      if (relevant) shown.add(row.name);
      let value = '';
      if (!row.field) value = states.get(row.name) ?? 'not_asked';
      else if (relevant) value = this.#field(row, row.field, given[row.name] ?? '', answers, filled);
      known.set(row.name, value);
    }
    const fields = new Set((this.#instrument.fields ?? []).map((one) => one.name));
    for (const name of Object.keys(given)) if (!fields.has(name)) filled.problems.push({ field: name, code: 'form.unknown' });
    filled.shown = this.#rows.filter((row) => shown.has(row.name) && row.field?.type !== 'calculate').map((row) => row.name);
    const key = (one: FormProblem): string => `${one.field}\u0000${one.code}`;
    filled.problems.sort((one, other) => (key(one) < key(other) ? -1 : 1));
    return filled;
  }

  /** Checks one shown field and gives what other expressions see of it. */
  #field(row: Row, field: Field, given: string, answers: Known, filled: Filled): string {
    if (row.calculation) {
      const value = textOf(row.calculation.value(answers));
      filled.calculated[row.name] = value;
      return value;
    }
    const wrong = (code: string): void => { filled.problems.push({ field: row.name, code }); };
    if (given === '') {
      if (field.required) wrong('form.required');
    } else if (field.type === 'note' || field.type === 'calculate') wrong('form.not_asked');
    else if (!hasType(field.type, given)) wrong('form.type');
    else if (row.constraint && !holds(row.constraint.value({ ...answers, own: given }))) wrong('form.constraint');
    if (field.list !== undefined) {
      const offered = this.#offered(row, field.list, answers);
      if (given.split(/[ \t\n\f\r]+/).some((one) => one !== '' && !offered.includes(one))) wrong('form.choice');
      filled.offered[row.name] = offered;
    }
    return given;
  }

  #offered(row: Row, list: string, answers: Known): string[] {
    const choices = (this.#instrument.choices ?? []).filter((choice) => {
      if (choice.list !== list) return false;
      const column = (name: string): string =>
        name === 'name' ? choice.name : name === 'label' ? inLanguage(choice.label, 'en') : (choice.columns?.[name] ?? '');
      return !row.filter || holds(row.filter.value({ ...answers, column }));
    });
    return choices.map((choice) => choice.name);
  }
}

function hasType(type: FieldType, given: string): boolean {
  switch (type) {
    case 'integer': return /^-?\d{1,9}$/.test(given);
    case 'decimal': return new TextEncoder().encode(given).length <= 18 && numberOf(given) !== undefined;
    case 'date': return isDate(given);
    case 'select_one': return !/[ \t\n\f\r]/.test(given);
    default: return [...given].length <= LONGEST;
  }
}

/** Whether a text is a day as `2026-03-31`. */
function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** Each row after those it waits for; rows that wait for each other, which the format refuses, come last. */
function inOrder(rows: Row[]): Row[] {
  const order: Row[] = [];
  const done = new Set<string>();
  const there = new Set(rows.map((row) => row.name));
  const waits = (row: Row): string[] =>
    [row.relevant, row.constraint, row.calculation, row.filter].flatMap((one) => [...(one?.answers() ?? [])]).filter((name) => name !== row.name);
  let open = rows;
  while (open.length > 0) {
    const ready = open.filter((row) => waits(row).every((name) => done.has(name) || !there.has(name)));
    if (ready.length === 0) return [...order, ...open];
    for (const row of ready) done.add(row.name);
    order.push(...ready);
    open = open.filter((row) => !done.has(row.name));
  }
  return order;
}
