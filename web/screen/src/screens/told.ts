// Told before: who asks and why, in the person's language. Nothing opens without it, and a no leads to help.

import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { SETTINGS } from '../instrument.ts';
import { button, call, choices, list, note, review, select, text, tick } from '../parts.ts';
import { referenceOf } from '../instrument.ts';
import type { Agreed, How, Talk } from '../talk.ts';
import { LONGEST_NAME } from '../talk.ts';
import type { Words } from '../words.ts';
import { alarm, danger } from './danger.ts';
import { handOver } from './handover.ts';
import { home } from './home.ts';
import { ask } from './questions.ts';

/** What is said, in the order of the page that staff have. */
export const SAID = ['told-say-who', 'told-say-why', 'told-say-limits', 'told-say-skip', 'told-say-choose', 'told-say-help'];
const WAYS: readonly How[] = ['spoken', 'interpreter', 'screen', 'paper', 'sign_language', 'pictures'];
const MOST_CHILDREN = 30;

interface Begun { how: How; limits: boolean; agreed?: Agreed; problem?: string }

export function told(app: App, begun: Begun = { how: 'spoken', limits: false }): void {
  void show(app, begun);
}

async function show(app: App, begun: Begun): Promise<void> {
  const { words, talk } = app;
  if (!talk) return;
  const theirs = await app.speak(talk.language);
  const again = (changed: Partial<Begun>): void => { told(app, { ...begun, ...changed }); };
  const go = (): void => {
    if (!begun.agreed) return again({ problem: 'client-agreed-missing' });
    // A yes that did not know the limits is none: they are told first.
    if (begun.agreed === 'yes' && !begun.limits) return again({ problem: 'told-limits-missing' });
    talk.told = { language: talk.language, how: begun.how, limits: begun.limits, agreed: begun.agreed, at: Date.now() };
    void app.keep();
    if (begun.agreed !== 'yes') return help(app);
    answerDanger(app, talk);
    return void ask(app);
  };
  app.show({
    title: words.say('told-title'),
    back: () => { if (talk.danger === 'yes') alarm(app); else danger(app); },
    body: [
      choices(words.say('client-language'), app.lists.languages.map((one) => ({ value: one.tag, label: one.name, lang: one.tag, dir: one.dir })), talk.language, (value) => { talk.language = value; again({}); }),
      said(theirs),
      begun.problem ? h('p', { class: 'error', role: 'alert' }, words.say(begun.problem)) : null,
      tick(words.say('told-limits'), begun.limits, (limits) => { begun.limits = limits; }),
      choices(words.say('told-agreed'), ['yes', 'not_now', 'no'].map((code) => ({ value: code, label: words.code('agreed', code) })), begun.agreed, (value) => { begun.agreed = value as Agreed; }, words.say('told-agreed-hint')),
      h('p', { class: 'buttons' }, button(words.say('told-button'), go), button(words.say('client-hand-over'), () => { handOver(app); }, 'quiet')),
      more(app, talk, begun),
    ],
  });
}

/** The words themselves, in the person's language. */
export const said = (theirs: Words): HTMLElement =>
  h('div', { class: 'say', lang: theirs.language, dir: theirs.dir }, h('ul', {}, SAID.map((key) => h('li', {}, theirs.say(key)))), review(theirs));

/** What the danger check has answered already is not asked again. */
export function answerDanger(app: App, talk: Talk): void {
  const instrument = app.instrument(talk.instrument);
  const state = ({ yes: 'yes_told', no: 'no', unsure: 'unsure' } as const)[talk.danger];
  for (const one of instrument?.indicators ?? []) {
    if (one.kind === 'danger' && talk.states[one.code] === undefined) talk.states[one.code] = state;
  }
}

/** What may be noted and need not be: how to address the person, children, another list, what the place explains. */
function more(app: App, talk: Talk, begun: Begun): HTMLElement {
  const { words } = app;
  const lists = app.lists.instruments.map((one) => ({ value: referenceOf(one), label: one.title[words.language] ?? one.title['en'] ?? one.id }));
  const around = (code: (typeof SETTINGS)[number], on: boolean): void => { talk.around = SETTINGS.filter((one) => (one === code ? on : talk.around.includes(one))); };
  return h('details', {}, h('summary', {}, words.say('client-more')),
    text(words.say('client-address-as'), talk.addressAs, (value) => { talk.addressAs = value; }, { longest: LONGEST_NAME, name: 'address-as' }),
    text(words.say('client-name-given'), talk.name, (value) => { talk.name = value; }, { longest: LONGEST_NAME, hint: words.say('client-name-hint'), name: 'given' }),
    text(words.say('client-children'), String(talk.childrenWith), (value) => { talk.childrenWith = Math.min(MOST_CHILDREN, Math.max(0, Math.trunc(Number(value)) || 0)); }, { numeric: true, name: 'children' }),
    select(words.say('told-how'), WAYS.map((code) => ({ value: code, label: words.t(`way-${code.replaceAll('_', '-')}`) })), begun.how, (value) => { begun.how = value as How; }),
    select(words.say('client-list'), lists, talk.instrument, (value) => { talk.instrument = value; }),
    h('fieldset', { class: 'field' }, h('legend', {}, words.say('screen-around')), h('p', { class: 'hint' }, words.say('screen-around-hint')),
      SETTINGS.map((code) => tick(words.code('around', code), talk.around.includes(code), (on) => { around(code, on); }))));
}

/** Help without questions. The unit may be told that somebody was here. */
export function help(app: App): void {
  const { words, talk } = app;
  if (!talk) return;
  const tell = async (): Promise<void> => {
    await app.seal(talk);
    app.show({
      title: words.say('help-title'),
      body: [note(words.say('client-sealed')), h('p', {}, words.say('now-come-back')), h('p', { class: 'buttons' }, button(words.say('client-home'), () => { home(app); }))],
    });
  };
  const drop = async (): Promise<void> => {
    await app.store.delete('drafts', talk.id);
    home(app);
  };
  app.show({
    title: words.say('help-title'),
    back: () => { told(app); },
    body: [
      h('p', { class: 'lead' }, words.say('help-lead')),
      list(['help-today', 'help-doctor', 'help-meet-again', 'help-no-pressure'].map((key) => words.say(key)), true),
      call(app, talk.age !== 'adult'),
      h('p', { class: 'buttons' }, button(words.say('client-tell-unit'), () => void tell()), button(words.say('client-keep-nothing'), () => void drop(), 'quiet')),
      h('p', { class: 'quiet' }, words.say('client-tell-unit-why')),
    ],
  });
}
