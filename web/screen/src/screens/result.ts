// What to do now: a band, the signs with their sources, rights and a number. Useful with no sign at all, and never a verdict.

import type { App, Outcome } from '../app.ts';
import { h } from '../dom.ts';
import type { Child } from '../dom.ts';
import type { Finding } from '../evaluate.ts';
import { explain } from '../explain.ts';
import type { Instrument } from '../instrument.ts';
import * as lock from '../lock.ts';
import { button, call, choices, list, note, ofInstrument } from '../parts.ts';
import { findingOf } from '../talk.ts';
import type { Talk } from '../talk.ts';
import { thanks } from './handover.ts';
import { home } from './home.ts';

const RIGHTS = ['right-help', 'right-interpreter', 'right-doctor', 'right-lawyer', 'right-say-no', 'right-see'];

/** Ends a talk: sealed first, so that what is on the screen is all that is left of it. */
export async function finish(app: App): Promise<void> {
  const { talk } = app;
  const instrument = talk && app.instrument(talk.instrument);
  if (!talk || !instrument) return;
  if (talk.handedOverAt !== undefined) {
    await app.seal(talk, 'later');
    return thanks(app, talk);
  }
  const finding = findingOf(talk, instrument);
  await app.seal(talk);
  return result(app, talk, instrument, finding);
}

/** Shows what a hand-over led to, once, to whoever knows the passphrase. */
export async function openOutcome(app: App): Promise<boolean> {
  const [first] = await app.store.all<lock.Closed & { id: string }>('outcomes');
  if (!first || !app.key) return false;
  const { talk } = await lock.open<Outcome>(app.key, `outcomes/${first.id}`, first);
  await app.store.delete('outcomes', first.id);
  const instrument = app.instrument(talk.instrument);
  if (!instrument) return false;
  result(app, talk, instrument, findingOf(talk, instrument));
  return true;
}

export function result(app: App, talk: Talk, instrument: Instrument, finding: Finding): void {
  const { words } = app;
  const told = explain(finding);
  const child = finding.treated_as_child;
  app.show({
    title: h('span', { class: `band is-${finding.band}` }, words.say(told.headline.key)),
    body: [
      note(words.say('client-sealed')),
      list(told.do_now.map((line) => words.say(line.key)), true),
      call(app, child),
      h('p', { class: 'buttons' }, button(words.say('carry-title'), () => { carry(app, talk, instrument, finding); }, 'quiet'), button(words.say('client-done'), () => { home(app); })),
      h('section', { 'aria-labelledby': 'signs' }, h('h2', { id: 'signs' }, words.say('now-signs')),
        h('p', {}, words.say('now-asked', { asked: finding.asked, of: finding.of })),
        finding.indicators.length === 0 ? h('p', {}, words.say('now-no-signs')) : signs(app, instrument, finding), setAside(app, finding)),
      h('section', { 'aria-labelledby': 'why' }, h('h2', { id: 'why' }, words.say('now-why')),
        list(told.why.map((line) => (line.outcome ? ofInstrument(finding.outcome_label, words.language) : words.say(line.key))))),
      h('section', { 'aria-labelledby': 'rights' }, h('h2', { id: 'rights' }, words.say('now-rights')), list(RIGHTS.map((key) => words.say(key)))),
      h('details', {}, h('summary', {}, words.say('now-limits')), list(told.limits.map((line) => words.say(line.key)))),
      h('p', { class: 'note' }, words.say(told.come_back.key)),
    ],
  });
}

function signs(app: App, instrument: Instrument, finding: Finding): Child {
  const { words } = app;
  const source = (key: string): HTMLElement => h('p', { class: 'quiet' }, words.say('now-source'), ' ', h('bdi', { lang: 'en' }, instrument.sources.find((one) => one.key === key)?.title ?? key));
  const keys = new Set(finding.indicators.map((one) => one.source));
  // One source for all is named once: a long page at night hides what matters.
  const [common] = keys.size === 1 ? keys : [];
  return [h('ul', { class: 'signs' }, finding.indicators.map((sign) => h('li', {},
    h('p', {}, h('strong', {}, ofInstrument(sign.label, words.language))),
    h('p', { class: 'quiet' }, h('span', { class: 'tag' }, words.code('weight', sign.strength)), ' ', words.code('said', sign.how)),
    common === undefined ? source(sign.source) : null,
    sign.bias_note ? h('p', { class: 'quiet' }, words.say('screen-care'), ' ', h('bdi', { lang: 'en' }, sign.bias_note)) : null))), common === undefined ? null : source(common)];
}

function setAside(app: App, finding: Finding): Child {
  const { words } = app;
  if (finding.set_aside.length === 0) return null;
  return [h('h3', {}, words.say('now-set-aside')), h('ul', {}, finding.set_aside.map((one) => h('li', {}, ofInstrument(one.label, words.language), ' (',
    one.because.flatMap((code, at) => [at > 0 ? ', ' : '', words.code('around', code)]), ')')))];
}

/** Something to take along: only after the question whether it is safe to carry anything. */
function carry(app: App, talk: Talk, instrument: Instrument, finding: Finding, answer?: string): void {
  void showCarry(app, talk, instrument, finding, answer);
}

async function showCarry(app: App, talk: Talk, instrument: Instrument, finding: Finding, answer?: string): Promise<void> {
  const { words } = app;
  const theirs = await app.speak(talk.language);
  let chosen = 'nothing';
  const back = (): void => { result(app, talk, instrument, finding); };
  if (answer === 'card') {
    const line = app.device?.bearings.lines.find((one) => one.for_children === finding.treated_as_child) ?? app.device?.bearings.lines[0];
    return app.show({
      title: words.say('carry-title'),
      back,
      body: [
        h('p', { class: 'no-print' }, words.say('client-card-print')),
        h('div', { class: 'slip' }, line ? h('p', { class: 'call-number' }, h('bdi', { dir: 'ltr' }, line.phone)) : null,
          h('ul', { lang: theirs.language, dir: theirs.dir }, RIGHTS.map((key) => h('li', {}, theirs.say(key))))),
        h('p', { class: 'buttons no-print' }, button(words.say('client-print'), () => { print(); }), button(words.say('client-done'), () => { home(app); }, 'quiet')),
      ],
    });
  }
  return app.show({
    title: words.say('carry-title'),
    back,
    body: answer === 'nothing'
      ? [h('p', {}, words.say('carry-nothing-1')), h('p', {}, words.say('carry-nothing-2')), call(app, finding.treated_as_child), h('p', { class: 'buttons' }, button(words.say('client-done'), () => { home(app); }))]
      : [
        choices(words.say('carry-ask'), ['nothing', 'card'].map((code) => ({ value: code, label: words.code('carry', code) })), 'nothing', (value) => { chosen = value; }, words.say('carry-ask-hint')),
        h('p', { class: 'buttons' }, button(words.say('carry-button'), () => { carry(app, talk, instrument, finding, chosen); })),
      ],
  });
}
