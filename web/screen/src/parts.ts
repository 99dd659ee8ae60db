// Parts that several screens share: buttons, choices, fields, a number to call.

import type { App } from './app.ts';
import { lineNow } from './device.ts';
import { freshId, h } from './dom.ts';
import type { Child } from './dom.ts';
import type { Words } from './words.ts';

export const button = (label: Child, onclick: () => void, look: 'main' | 'quiet' | 'plain' = 'main'): HTMLButtonElement =>
  h('button', { type: 'button', class: look === 'main' ? 'button' : look === 'quiet' ? 'button is-quiet' : 'plain', onclick: () => { onclick(); } }, label);

export const note = (...children: Child[]): HTMLElement => h('p', { class: 'note', role: 'status' }, ...children);

export const list = (lines: readonly Child[], ordered = false): HTMLElement =>
  (ordered ? h('ol', { class: 'do-now' }, lines.map((one) => h('li', {}, one))) : h('ul', {}, lines.map((one) => h('li', {}, one))));

export interface Choice { value: string; label: Child; lang?: string; dir?: string }

/** One of several, as large buttons that can be pressed with a thumb; the chosen one is told to everybody. */
export function choices(legend: Child, given: readonly Choice[], chosen: string | undefined, onchoose: (value: string) => void, hint?: Child): HTMLElement {
  const name = freshId();
  const field = h('fieldset', { class: 'field' }, h('legend', {}, legend), hint ? h('p', { class: 'hint' }, hint) : null);
  for (const { value, label, lang, dir } of given) {
    const id = freshId();
    const input = h('input', { type: 'radio', id, name, value, onchange: () => { onchoose(value); } });
    input.checked = value === chosen;
    field.append(h('div', { class: 'choice' }, input, h('label', { for: id, lang, dir }, label)));
  }
  return field;
}

export function tick(label: Child, checked: boolean, onchange: (checked: boolean) => void): HTMLElement {
  const id = freshId();
  const input = h('input', { type: 'checkbox', id, onchange: () => { onchange(input.checked); } });
  input.checked = checked;
  return h('div', { class: 'choice' }, input, h('label', { for: id }, label));
}

export function select(label: Child, given: readonly Choice[], chosen: string, onchoose: (value: string) => void): HTMLElement {
  const id = freshId();
  const input = h('select', { id, onchange: () => { onchoose(input.value); } });
  for (const one of given) {
    const option = h('option', { value: one.value, lang: one.lang }, one.label);
    option.selected = one.value === chosen;
    input.append(option);
  }
  return h('div', { class: 'field' }, h('label', { for: id }, label), input);
}

interface Typed { type?: 'text' | 'password' | 'date'; hint?: Child; longest?: number; numeric?: boolean; name?: string }

/** A line to type in. The browser is asked to remember nothing of it. */
export function text(label: Child, value: string, oninput: (value: string) => void, { type = 'text', hint, longest, numeric, name }: Typed = {}): HTMLElement {
  const id = freshId();
  const input = h('input', {
    id, type, name, autocomplete: type === 'password' ? 'one-time-code' : 'off', autocapitalize: 'off', spellcheck: 'false', dir: 'auto',
    maxlength: longest, inputmode: numeric ? 'numeric' : undefined, oninput: () => { oninput(input.value); },
    'aria-describedby': hint ? `${id}-hint` : undefined,
  });
  input.value = value;
  return h('div', { class: 'field' }, h('label', { for: id }, label), hint ? h('p', { class: 'hint', id: `${id}-hint` }, hint) : null, input);
}

/** The number that answers now. It carries no name: whoever looks over a shoulder learns nothing from it. */
export function call(app: App, child: boolean, words: Words = app.words): HTMLElement {
  const line = lineNow(app.device?.bearings.lines ?? [], child);
  if (!line) return h('div', { class: 'call' }, h('p', {}, words.say('steps-call-nobody')));
  const number = h('a', { href: `tel:${line.phone.replaceAll(/[^+\d]/g, '')}` }, h('bdi', { dir: 'ltr' }, line.phone));
  return h('div', { class: 'call' }, h('p', { class: 'quiet' }, words.say('steps-call-now')), h('p', { class: 'call-number' }, number));
}

/** Words of an instrument in the reader's language, or in English and marked so. */
export function ofInstrument(labels: Readonly<Record<string, string>> | undefined, language: string): Node | undefined {
  if (!labels || Object.keys(labels).length === 0) return undefined;
  const own = labels[language] ?? labels[language.split('-')[0] ?? ''];
  if (own !== undefined) return document.createTextNode(own);
  return h('span', { lang: 'en', dir: 'ltr' }, labels['en'] ?? Object.values(labels)[0] ?? '');
}

export const review = (words: Words): Child => (words.unchecked ? h('p', { class: 'quiet' }, words.say('steps-unchecked')) : null);
