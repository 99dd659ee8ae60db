// The locked phone: the number to call needs no passphrase, everything else does.

import type { App, Draft } from '../app.ts';
import { h } from '../dom.ts';
import { unlock as unlockWith } from '../lock.ts';
import { button, call, text } from '../parts.ts';
import { home } from './home.ts';
import { openOutcome } from './result.ts';
import { languages, setup } from './setup.ts';

export function locked(app: App, problem = false): void {
  const { words } = app;
  let passphrase = '';
  const go = async (): Promise<void> => {
    if (!app.device) return;
    app.key = await unlockWith(app.device.lock, passphrase);
    passphrase = '';
    if (!app.key) return locked(app, true);
    await app.sealLeftBehind();
    if (!(await openOutcome(app))) home(app);
  };
  const form = h('form', { onsubmit: (event) => { event.preventDefault(); void go(); } },
    text(words.say('client-passphrase'), '', (value) => { passphrase = value; }, { type: 'password', name: 'passphrase' }),
    h('p', { class: 'buttons' }, h('button', { class: 'button' }, words.say('client-unlock'))));
  app.show({
    title: words.say('client-locked-title'),
    body: [
      problem ? h('p', { class: 'error', role: 'alert' }, words.say('client-passphrase-wrong')) : null,
      form,
      h('h2', {}, words.say('client-danger-anyway')),
      h('p', {}, words.say('steps-call-emergency')),
      call(app, false),
      languages(app, () => { locked(app); }),
      h('p', {}, button(words.say('client-forget'), () => { forget(app); }, 'plain')),
    ],
  });
}

/** Taking the phone out of use: its own page, with what is lost. */
export function forget(app: App): void {
  const { words } = app;
  const go = async (): Promise<void> => {
    await app.store.clear();
    app.device = undefined;
    app.key = undefined;
    app.talk = undefined;
    setup(app);
  };
  const show = async (): Promise<void> => {
    const unsent = (await app.waiting()).filter((one) => one.blob).length;
    const drafts = (await app.store.all<Draft>('drafts')).length;
    app.show({
      title: words.say('client-forget-title'),
      back: () => { if (app.key) home(app); else locked(app); },
      body: [
        h('p', { class: 'lead' }, words.say('client-forget-lead')),
        h('ul', {}, h('li', {}, words.say('client-forget-unsent', { count: unsent })), h('li', {}, words.say('client-forget-drafts', { count: drafts }))),
        h('p', { class: 'buttons' }, button(words.say('client-forget-do'), () => void go()), button(words.say('client-keep'), () => { if (app.key) home(app); else locked(app); }, 'quiet')),
      ],
    });
  };
  void show();
}
