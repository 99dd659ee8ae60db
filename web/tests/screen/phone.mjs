// A telephone with the client on it: what a responder does with her thumb.

import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const BROWSER = process.env.HAVENWARD_CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic',
];
export const PASSPHRASE = 'four calm words tonight';

/** A browser with a profile on the disk, as a telephone has one. */
export const openPhone = (profile, look = {}) => {
  const { width = 360, scheme = 'light', locale = 'en' } = look;
  return chromium.launchPersistentContext(profile, { executablePath: BROWSER, args: FLAGS, viewport: { width, height: 740 }, colorScheme: scheme, locale });
};

export const heading = (page) => page.locator('h1');

/** Waits for the screen with this heading. */
export async function at(page, words) {
  await page.locator('h1', { hasText: words }).waitFor();
}

export const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

/** Sets a phone up with a code from a colleague. */
export async function setUp(page, url, code, { passphrase = PASSPHRASE, setting = 'registration_reception' } = {}) {
  await page.goto(`${url}/screen/`);
  await at(page, 'Set up this phone');
  await page.fill('input[name=code]', code);
  await press(page, 'Go on');
  await at(page, 'Keep it safe');
  await page.fill('input[name=passphrase]', passphrase);
  await page.fill('input[name=again]', passphrase);
  await page.selectOption('select', setting);
  await press(page, 'Finish');
  await at(page, 'Ready');
  // The worker has everything before the network goes.
  await page.evaluate(() => navigator.serviceWorker.ready.then((one) => new Promise((done) => {
    const check = () => (one.active?.state === 'activated' ? done() : setTimeout(check, 20));
    check();
  })));
}

export async function unlock(page, passphrase = PASSPHRASE) {
  await at(page, 'Locked');
  await page.fill('input[name=passphrase]', passphrase);
  await press(page, 'Unlock');
}

/** A first contact to the outcome. `signs` are the answers, question by question. Counts screens. */
export async function talk(page, { name, addressAs, age = 'Adult', signs }) {
  const seen = [];
  const screen = async () => { seen.push(await heading(page).innerText()); };
  await press(page, 'Begin a talk');
  await at(page, 'First: danger');
  await screen();
  await page.getByRole('radio', { name: 'No', exact: true }).check();
  await page.getByRole('radio', { name: age, exact: true }).check();
  await press(page, 'Go on');
  await at(page, 'Before the first question');
  await screen();
  if (name || addressAs) {
    await page.locator('summary').first().click();
    if (name) await page.fill('input[name=given]', name);
    if (addressAs) await page.fill('input[name=address-as]', addressAs);
  }
  await page.getByRole('checkbox', { name: /I said what I must pass on/ }).check();
  await page.getByRole('radio', { name: 'Yes', exact: true }).check();
  await press(page, 'Go on');
  for (const [nth, sign] of signs.entries()) {
    await page.waitForFunction((part) => document.querySelector('main').textContent.replaceAll(/[\u2068\u2069]/g, '').includes(part), `Part ${nth + 1} of`);
    await screen();
    await (sign === 'skip' ? press(page, 'Skip') : page.locator(`.answer[value=${sign}]`).click());
  }
  await page.locator('h1 .band').waitFor();
  await screen();
  return seen;
}

export async function waitFor(what, tries = 200) {
  for (let turn = 0; turn < tries; turn += 1) {
    const found = await what();
    if (found) return found;
    await new Promise((done) => { setTimeout(done, 50); });
  }
  return assert.fail('it did not come to pass');
}
