// The beginning: words, lists, the device; and the ways out.

import { App, loadWords } from './app.ts';
import type { Lists } from './app.ts';
import type { Device } from './device.ts';
import { Store } from './store.ts';
import { setup } from './screens/setup.ts';
import { locked } from './screens/unlock.ts';
import { Words } from './words.ts';

const WORKER = '/screen/worker.js';
/** What leaves the page at once: Shift so many times within so long, as on the person's own pages. */
const [SHIFTS, WITHIN_MS] = [3, 5000];

interface TrustedTypes { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } }

async function register(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  const only = { createScriptURL: (url: string): string => { if (url !== WORKER) throw new TypeError(url); return url; } };
  const policy = types?.createPolicy('sw', only) ?? only;
  await navigator.serviceWorker.register(policy.createScriptURL(WORKER), { scope: '/screen/' });
}

/** Empties the page before anything is asked for, and replaces it, so that "back" finds nothing of it. */
function leave(): void {
  document.title = '';
  document.body.replaceChildren();
  location.replace('blank');
}

function watchTheWaysOut(app: App): void {
  const exit = document.querySelector<HTMLAnchorElement>('.exit a');
  exit?.addEventListener('click', (event) => { event.preventDefault(); leave(); });
  let presses: number[] = [];
  addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') presses = [];
    if (event.key !== 'Shift' || event.repeat) return;
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at <= WITHIN_MS);
    if (presses.length >= SHIFTS) leave();
  });
  for (const sign of ['pointerdown', 'keydown']) addEventListener(sign, () => { app.stir(); });
  // The phone's own "back" leads one screen back; the address never changes.
  history.pushState(null, '');
  addEventListener('popstate', () => {
    history.pushState(null, '');
    app.goBack();
  });
}

function watchTheNetwork(app: App): void {
  const tryToSend = (): void => { if (app.device) void app.sendNow(); };
  addEventListener('online', tryToSend);
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') void app.wake().then(tryToSend); });
  tryToSend();
}

async function begin(): Promise<void> {
  const main = document.querySelector<HTMLElement>('main');
  if (!main) return;
  const store = await Store.open();
  const device = await store.get<Device>('device', 'device');
  const lists = (await (await fetch('lists', { credentials: 'omit' })).json()) as Lists;
  const wished = device?.language ?? navigator.languages.map((tag) => tag.split('-')[0]).find((tag) => lists.languages.some((one) => one.tag === tag)) ?? 'en';
  const app = new App(store, lists, new Words(await loadWords(wished)), main);
  await app.readIn(wished);
  app.device = device;
  const said = (): void => {
    const exit = document.querySelector<HTMLElement>('.exit a');
    if (exit) exit.textContent = app.words.t('frame-exit');
    const invented = document.querySelector<HTMLElement>('.invented');
    if (invented) { invented.hidden = !lists.invented; invented.textContent = app.words.t('frame-invented'); }
  };
  app.onWords = said;
  said();
  app.onLocked = (): void => { if (app.device) locked(app); else setup(app); };
  watchTheWaysOut(app);
  app.onLocked();
  watchTheNetwork(app);
  await register();
}

/** Before there are words in any language: what keeps it from beginning, in English. */
function explain(): void {
  const why = globalThis.isSecureContext
    ? 'There is nothing here yet. Connect once to the network, then this page works without it.'
    : 'This page needs a safe connection (https).';
  const line = document.createElement('p');
  line.textContent = why;
  document.querySelector('main')?.append(line);
}

begin().catch(explain);
