// The danger check comes first. It needs no telling, no list and no network.

import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { button, call, choices, list, note } from '../parts.ts';
import type { Age, Talk } from '../talk.ts';
import { home } from './home.ts';
import { told } from './told.ts';

export function danger(app: App, problem = false): void {
  const { words, talk } = app;
  if (!talk) return;
  let [now, age]: [Talk['danger'] | undefined, Age | undefined] = [undefined, undefined];
  const go = (): void => {
    // What nobody answered is not known: the person may be a child, and may be in danger.
    if (!now) return danger(app, true);
    Object.assign(talk, { danger: now, age: age ?? 'unsure' });
    void app.keep();
    return now === 'yes' ? alarm(app) : told(app);
  };
  app.show({
    title: words.say('client-danger-title'),
    back: () => { home(app); },
    body: [
      problem ? h('p', { class: 'error', role: 'alert' }, words.say('client-danger-missing')) : null,
      choices(words.say('client-danger-ask'), ['yes', 'no', 'unsure'].map((code) => ({ value: code, label: words.code('client-danger', code) })), undefined, (value) => { now = value as Talk['danger']; }, words.say('client-danger-hint')),
      choices(words.say('client-age'), ['child', 'adult', 'unsure'].map((code) => ({ value: code, label: words.code('client-age', code) })), undefined, (value) => { age = value as Age; }),
      h('p', { class: 'buttons' }, button(words.say('client-go-on'), go)),
    ],
  });
}

/** Somebody is in danger now: whom to call, what to do, and one button that tells the unit. */
export function alarm(app: App): void {
  const { words, talk } = app;
  if (!talk) return;
  const child = talk.age !== 'adult';
  const tell = async (): Promise<void> => {
    await app.seal(talk);
    alarmed(app, child);
  };
  app.show({
    title: words.say('screening-headline-danger_now'),
    back: () => { danger(app); },
    body: [
      h('p', { class: 'lead' }, words.say('steps-call-emergency')),
      call(app, child),
      list(['safety-apart', 'safety-companion', 'safety-hurt', 'safety-stay'].map((key) => words.say(key)), true),
      child ? h('p', {}, words.say('safety-child')) : null,
      h('p', { class: 'buttons' }, button(words.say('client-alarm'), () => void tell())),
      h('p', { class: 'quiet' }, words.say('client-alarm-why')),
      h('p', { class: 'buttons' }, button(words.say('client-calm'), () => { told(app); }, 'quiet')),
    ],
  });
}

function alarmed(app: App, child: boolean): void {
  const { words } = app;
  app.show({
    title: words.say('client-alarmed-title'),
    body: [
      note(words.say('client-sealed')),
      h('p', {}, words.say('client-alarmed')),
      call(app, child),
      h('p', { class: 'buttons' }, button(words.say('client-home'), () => { home(app); })),
    ],
  });
}
