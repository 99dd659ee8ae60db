// Setting a phone up, once and with a network: the code from a colleague, then a passphrase and the place.

import type { App } from '../app.ts';
import { hear } from '../device.ts';
import type { Heard } from '../device.ts';
import { h } from '../dom.ts';
import { SHORTEST_PASSPHRASE, makeLock, unlock } from '../lock.ts';
import { button, note, select, text } from '../parts.ts';
import { home } from './home.ts';

/** A code as the staff page shows it: 43 signs, however they are spaced. */
const CODE = /^[\w-]{43}$/;

export function setup(app: App, problem?: string): void {
  const { words } = app;
  let code = '';
  const go = async (): Promise<void> => {
    const credential = code.replaceAll(/\s/g, '');
    if (!CODE.test(credential)) return setup(app, 'client-code-shape');
    const heard = await hear(credential);
    if ('bearings' in heard) return secure(app, credential, heard);
    return setup(app, heard.failed === 'offline' ? 'client-code-offline' : 'client-code-unknown');
  };
  app.show({
    title: words.say('client-setup-title'),
    body: [
      h('p', { class: 'lead' }, words.say('client-setup-lead')),
      problem ? h('p', { class: 'error', role: 'alert' }, words.say(problem)) : null,
      text(words.say('client-code'), '', (value) => { code = value; }, { hint: words.say('client-code-hint'), name: 'code' }),
      h('p', { class: 'buttons' }, button(words.say('client-go-on'), () => void go())),
      languages(app, () => { setup(app); }),
    ],
  });
}

/** The languages of whoever holds the phone. */
export function languages(app: App, then: () => void): HTMLElement {
  return h('p', { class: 'languages', role: 'group', 'aria-label': app.words.t('frame-language') }, app.lists.languages.map((one) => h('button', {
    type: 'button', class: 'plain', lang: one.tag, 'aria-current': one.tag === app.words.language ? 'true' : undefined,
    onclick: () => void choose(app, one.tag).then(then),
  }, one.name)));
}

async function choose(app: App, tag: string): Promise<void> {
  await app.readIn(tag);
  if (!app.device) return;
  app.device = { ...app.device, language: tag };
  await app.store.put('device', app.device);
}

function secure(app: App, credential: string, heard: Extract<Heard, { bearings: object }>, problem?: string): void {
  const { words } = app;
  let [passphrase, again, setting] = ['', '', ''];
  const { bearings } = heard;
  const go = async (): Promise<void> => {
    if ([...passphrase].length < SHORTEST_PASSPHRASE) return secure(app, credential, heard, 'client-passphrase-short');
    if (passphrase !== again) return secure(app, credential, heard, 'client-passphrase-differs');
    if (setting === '') return secure(app, credential, heard, 'client-place-missing');
    const lock = await makeLock(passphrase);
    app.device = { id: 'device', credential, bearings, heardAt: Date.now(), setting, language: words.language, lock, revoked: false };
    await app.store.put('device', app.device);
    app.key = await unlock(lock, passphrase);
    await navigator.storage?.persist?.();
    return home(app);
  };
  const settings = [{ value: '', label: words.t('form-pick') }, ...app.lists.settings.map((code) => ({ value: code, label: words.t(`setting-${code.replaceAll('_', '-')}`) }))];
  app.show({
    title: words.say('client-secure-title'),
    back: () => { setup(app); },
    body: [
      note(words.say('client-for-unit'), ' ', h('strong', {}, h('bdi', {}, bearings.unit_name))),
      problem ? h('p', { class: 'error', role: 'alert' }, words.say(problem)) : null,
      text(words.say('client-passphrase'), '', (value) => { passphrase = value; }, { type: 'password', hint: words.say('client-passphrase-hint'), name: 'passphrase' }),
      text(words.say('client-passphrase-again'), '', (value) => { again = value; }, { type: 'password', name: 'again' }),
      select(words.say('client-place'), settings, setting, (value) => { setting = value; }),
      h('p', { class: 'buttons' }, button(words.say('client-setup-done'), () => void go())),
      h('p', { class: 'quiet' }, words.say('client-exit-once')),
    ],
  });
}

/** Another code for a phone whose credential has ended: what waits on it goes to the same unit. */
export function renew(app: App, problem?: string): void {
  const { words } = app;
  let code = '';
  const go = async (): Promise<void> => {
    const credential = code.replaceAll(/\s/g, '');
    if (!CODE.test(credential)) return renew(app, 'client-code-shape');
    const heard = await hear(credential);
    if ('failed' in heard) return renew(app, heard.failed === 'offline' ? 'client-code-offline' : 'client-code-unknown');
    if (!app.device || heard.bearings.unit !== app.device.bearings.unit) return renew(app, 'client-code-other-unit');
    app.device = { ...app.device, credential, bearings: heard.bearings, heardAt: Date.now(), revoked: false };
    await app.store.put('device', app.device);
    return home(app, await app.sendNow());
  };
  app.show({
    title: words.say('client-renew'),
    back: () => { home(app); },
    body: [
      problem ? h('p', { class: 'error', role: 'alert' }, words.say(problem)) : null,
      text(words.say('client-code'), '', (value) => { code = value; }, { hint: words.say('client-code-hint'), name: 'code' }),
      h('p', { class: 'buttons' }, button(words.say('client-go-on'), () => void go())),
    ],
  });
}
