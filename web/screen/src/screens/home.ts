// What stands on the phone: begin a talk, go on with one, and what waits to be sent.

import type { App, Draft } from '../app.ts';
import { LATE_MS, STALE_MS } from '../device.ts';
import type { Sealed } from '../device.ts';
import { h } from '../dom.ts';
import type { Child } from '../dom.ts';
import { button, note, review } from '../parts.ts';
import { newTalk } from '../talk.ts';
import { danger } from './danger.ts';
import { ask } from './questions.ts';
import { languages, renew } from './setup.ts';
import { told } from './told.ts';
import { forget } from './unlock.ts';

export function home(app: App, sent?: { sent: number; offline: boolean }): void {
  app.talk = undefined;
  app.onSent = (): void => { void showHome(app); };
  void showHome(app, sent);
}

async function showHome(app: App, sent?: { sent: number; offline: boolean }): Promise<void> {
  const [records, drafts] = [await app.waiting(), await app.store.all<Draft>('drafts')];
  if (app.talk || !app.key) return;
  const { words } = app;
  const begin = (): void => {
    app.onSent = (): void => undefined;
    app.talk = newTalk(words.language, app.firstInstrument());
    danger(app);
  };
  app.show({
    title: words.say('client-home-title'),
    body: [
      ...warnings(app, records),
      h('p', { class: 'buttons' }, h('button', { type: 'button', class: 'button is-first', onclick: begin }, words.say('client-begin'))),
      drafts.length > 0 ? h('section', { 'aria-labelledby': 'drafts' }, h('h2', { id: 'drafts' }, words.say('client-drafts')),
        h('ul', { class: 'rows' }, drafts.map((draft) => h('li', {}, button(words.say('client-draft', { when: words.when(draft.touched) }), () => void goOn(app, draft), 'quiet'))))) : null,
      road(app, records, sent),
      review(words),
      languages(app, () => { home(app); }),
      h('p', { class: 'buttons' }, button(words.say('client-lock'), () => { app.lockNow(); }, 'quiet'), button(words.say('client-forget'), () => { forget(app); }, 'plain')),
      h('p', { class: 'quiet' }, words.say('client-hands-in-to'), ' ', h('bdi', {}, app.device?.bearings.unit_name ?? '')),
    ],
  });
}

function warnings(app: App, records: readonly Sealed[]): Child[] {
  const { words, device } = app;
  const now = Date.now();
  const late = records.some((one) => one.blob && now - one.sealedAt >= LATE_MS);
  const lost = records.filter((one) => one.blob && one.refused !== undefined).length;
  return [
    device?.revoked ? [h('p', { class: 'ill', role: 'alert' }, words.say('client-revoked')), h('p', { class: 'buttons' }, button(words.say('client-renew'), () => { renew(app); }, 'quiet'))] : null,
    late ? h('p', { class: 'ill', role: 'alert' }, words.say('client-late')) : null,
    lost > 0 ? h('p', { class: 'ill', role: 'alert' }, words.say('client-refused', { count: lost })) : null,
    device && now - device.heardAt >= STALE_MS ? h('p', { class: 'ill', role: 'alert' }, words.say('client-stale')) : null,
  ];
}

/** Drafts, ready, sent: what a responder wants to know before she pockets the phone. */
function road(app: App, records: readonly Sealed[], sent?: { sent: number; offline: boolean }): HTMLElement {
  const { words } = app;
  const waiting = records.filter((one) => one.blob).length;
  const last = Math.max(0, ...records.map((one) => one.sentAt ?? 0));
  const sendNow = async (): Promise<void> => {
    app.onSent = (): void => undefined;
    home(app, await app.sendNow());
  };
  return h('section', { 'aria-labelledby': 'road' }, h('h2', { id: 'road' }, words.say('client-road')),
    sent ? note(words.say(sent.offline ? 'client-offline' : 'client-sent-now', { count: sent.sent })) : null,
    h('p', { id: 'unsent' }, waiting > 0 ? words.say('client-unsent', { count: waiting }) : words.say('client-unsent-none')),
    last > 0 ? h('p', { class: 'quiet' }, words.say('client-sent-last', { when: words.when(last) })) : null,
    waiting > 0 ? h('p', { class: 'buttons' }, button(words.say('client-send'), () => void sendNow(), 'quiet')) : null);
}

async function goOn(app: App, draft: Draft): Promise<void> {
  const talk = await app.openDraft(draft);
  if (!talk) return;
  app.onSent = (): void => undefined;
  // Whoever opens it knows the passphrase: the phone is back in the responder's hand.
  const { handedOverAt, ...mine } = talk;
  app.talk = handedOverAt === undefined ? talk : { ...mine, at: 0 };
  if (!talk.told) told(app);
  else await ask(app);
}
