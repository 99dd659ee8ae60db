// The client as it looks and how it is used: accessible, no wider than its screen, small, by keyboard, in other hands.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ASSETS, built } from '../../screen/build.mjs';
import { openBrowser, startDemo } from '../browser.mjs';
import { faults, violations } from '../checks.mjs';
import { invalid } from '../html.mjs';
import { PASSPHRASE, at, heading, press, setUp, talk, unlock, waitFor } from './phone.mjs';

// UX-T3: the whole client, compressed, without audio.
const MOST_BYTES = 100 * 1024;
const NARROW = { width: 320, scheme: 'light', language: 'en' };
const WIDE = { width: 1280, scheme: 'dark', language: 'ar' };

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

/** A code for a phone, as a member gets one. */
async function code(role = 'responder') {
  const session = await fetch(`${demo.url}/api/v1/demo/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ role }) });
  const { token } = await session.json();
  const answer = await fetch(`${demo.url}/api/v1/devices`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  return (await answer.json()).credential;
}

async function phone({ width = 360, scheme = 'light' } = {}, setting) {
  const context = await browser.newContext({ viewport: { width, height: 740 }, colorScheme: scheme, locale: 'en' });
  const page = await context.newPage();
  await setUp(page, demo.url, await code(), setting ? { setting } : {});
  return { context, page };
}

test('the committed files are what the sources build to, byte for byte (UX-T17)', async () => {
  const files = await built();
  assert.deepEqual(readdirSync(ASSETS).sort(), [...files.keys()].sort());
  for (const [name, bytes] of files) assert.ok(bytes.equals(await readFile(ASSETS + name)), `${name}: run \`npm run screen\` in web/`);
});

test('the page itself is valid', async () => {
  assert.deepEqual(invalid(readFileSync(`${ASSETS}index.html`, 'utf8')), []);
});

test('the whole client is at most 100 KB, compressed (UX-T3)', async () => {
  const paths = ['', 'blank', 'client.js', 'client.css', 'worker.js', 'icon.svg', 'manifest.webmanifest', 'lists', 'words/en', 'words/uk', 'words/ar'];
  let sum = 0;
  for (const path of paths) {
    const answer = await fetch(`${demo.url}/screen/${path}`);
    assert.equal(answer.status, 200, path);
    sum += gzipSync(Buffer.from(await answer.arrayBuffer())).length;
  }
  console.log(`# the whole client with ${paths.length} files: ${(sum / 1024).toFixed(1)} KB compressed`);
  assert.ok(sum <= MOST_BYTES, `${sum}`);
});

test('every message that the sources name is handed out, and nothing else', async () => {
  const { words } = await (await fetch(`${demo.url}/screen/words/en`)).json();
  const folder = new URL('../../screen/src/', import.meta.url);
  const sources = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const literals = new Set([...sources.matchAll(/'([a-z]+(?:-[a-z0-9]+)+)'/g)].map((found) => found[1]));
  const families = [...sources.matchAll(/code\('([a-z-]+)'/g)].map((found) => `${found[1]}-`).concat('setting-', 'screening-', 'way-');
  const unused = Object.keys(words).filter((key) => !literals.has(key) && !families.some((family) => key.startsWith(family)));
  assert.deepEqual(unused, []);
  const asked = [...sources.matchAll(/\.(?:say|t)\('([a-z0-9-]+)'/g)].map((found) => found[1]);
  assert.deepEqual(asked.filter((key) => !(key in words)), []);
});

/** Goes through the client and looks at each of its screens. */
async function lookAtAll(page, look, problems) {
  const here = async (name) => {
    const found = [...await faults(page), ...await violations(page)];
    problems.push(...found.map((one) => `${name}, ${look.width} ${look.language} ${look.scheme}: ${one}`));
  };
  const next = async (selector) => {
    const before = await heading(page).innerText();
    await page.locator(selector).first().click();
    await page.waitForFunction((was) => document.querySelector('h1').innerText !== was, before);
  };
  await here('ready');
  await next('.button.is-first');
  await here('danger');
  await page.locator('input[type=radio]').nth(1).check();
  await next('.buttons .button');
  await page.locator('summary').first().click();
  await here('told before');
  await page.locator('input[type=checkbox]').first().check();
  await page.locator('.field:has(.hint) input[type=radio]').first().check();
  await next('.buttons .button');
  await page.locator('summary').first().click();
  await here('question');
  for (let nth = 0; nth < 4; nth += 1) await next('.answer');
  await page.locator('.answer').first().click();
  await page.locator('h1 .band').waitFor();
  await page.locator('summary').first().click();
  await here('what to do now');
  await next('.button.is-quiet');
  await here('carry');
  await page.locator('input[type=radio]').nth(1).check();
  await page.locator('.buttons .button').first().click();
  await page.locator('.slip').waitFor();
  await here('card');
}

for (const look of [NARROW, WIDE]) {
  test(`every screen holds at ${look.width} in ${look.language}, ${look.scheme} (UX-T1, T8)`, async () => {
    const { context, page } = await phone(look);
    const problems = [];
    await page.locator(`.languages [lang=${look.language}]`).click();
    await page.waitForFunction((language) => document.documentElement.lang === language, look.language);
    await lookAtAll(page, look, problems);
    await page.reload();
    await page.locator('input[name=passphrase]').waitFor();
    const found = [...await faults(page), ...await violations(page)];
    problems.push(...found.map((one) => `locked: ${one}`));
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test('danger now: whom to call and the unit told, in two screens', async () => {
  const { context, page } = await phone();
  await press(page, 'Begin a talk');
  await page.getByRole('radio', { name: 'Yes, danger now' }).check();
  await press(page, 'Go on');
  await at(page, 'Someone is in danger now');
  assert.equal(await page.locator('.call-number a').count(), 1);
  await press(page, 'Tell my unit now');
  await at(page, 'Your unit is told');
  await context.close();
});

test('nothing opens without the telling, and "not now" leads to help', async () => {
  const { context, page } = await phone();
  await press(page, 'Begin a talk');
  await page.getByRole('radio', { name: 'No', exact: true }).check();
  await press(page, 'Go on');
  await at(page, 'Before the first question');
  await page.getByRole('radio', { name: 'Yes', exact: true }).check();
  await press(page, 'Go on');
  await at(page, 'Before the first question');
  assert.match(await page.locator('.error').innerText(), /Say first what you must pass on/);
  await page.getByRole('radio', { name: 'Not now' }).check();
  await press(page, 'Go on');
  await at(page, 'Help without questions');
  await press(page, 'Keep nothing');
  await at(page, 'Ready');
  assert.match(await page.locator('#unsent').innerText(), /Nothing waits/);
  await context.close();
});

test('in the person\'s own hands nothing is shown of before or after, and only the passphrase opens the outcome', async () => {
  const { context, page } = await phone();
  await press(page, 'Begin a talk');
  await page.getByRole('radio', { name: 'No', exact: true }).check();
  await press(page, 'Go on');
  await press(page, 'Hand the phone to the person');
  await press(page, 'Hand it over');
  await at(page, 'Choose your language');
  await press(page, 'Українська');
  await page.waitForFunction(() => document.querySelector('main').lang === 'uk');
  await press(page, 'Прочитано. Хочу відповісти');
  for (let nth = 0; nth < 5; nth += 1) {
    await page.waitForFunction((part) => document.querySelector('main').innerText.replaceAll(/[\u2066-\u2069]/g, '').includes(part), `${nth + 1} `);
    const before = await heading(page).innerText();
    await page.locator('.answer[value=yes_told]').click();
    await page.waitForFunction((was) => document.querySelector('h1').innerText !== was, before);
  }
  await at(page, 'Дякуємо');
  assert.equal(await page.locator('.band, .signs').count(), 0, 'no outcome before the passphrase');
  await page.reload();
  await at(page, 'Locked');
  await unlock(page, 'not the passphrase');
  await page.getByText('This is not the passphrase').waitFor();
  await unlock(page);
  await page.locator('h1 .band.is-protect_now').waitFor();
  await context.close();
});

test('the exit leaves at once: nothing is left on the page, and "back" finds a lock (UX-T11)', async () => {
  const { context, page } = await phone();
  await talk(page, { signs: ['yes_told', 'no', 'no', 'no', 'no'] });
  await page.locator('.exit a').click();
  await page.waitForURL('**/screen/blank');
  assert.equal((await page.locator('body').innerText()).trim(), '');
  await page.goBack();
  await at(page, 'Locked');
  for (let nth = 0; nth < 3; nth += 1) await page.keyboard.press('Shift');
  await page.waitForURL('**/screen/blank');
  await context.close();
});

test('a first contact by keyboard alone, with the focus always seen (UX-T7)', async () => {
  const { context, page } = await phone();
  const seen = async () => page.evaluate(() => {
    const one = document.activeElement;
    const box = one.getBoundingClientRect();
    const bar = document.querySelector('.exit').getBoundingClientRect();
    return one === document.body || one.closest('.exit') || one.tagName === 'H1' || (box.bottom > bar.bottom && getComputedStyle(one).outlineStyle !== 'none');
  });
  /** Presses Tab until this control has the focus. */
  const reach = async (words) => {
    for (let turn = 0; turn < 60; turn += 1) {
      await page.keyboard.press('Tab');
      assert.ok(await seen(), `the focus is covered or unseen before ${words}`);
      const found = await page.evaluate(() => `${document.activeElement.innerText ?? ''}|${document.activeElement.labels?.[0]?.innerText ?? ''}`);
      if (found.includes(words)) return;
    }
    assert.fail(`the keyboard does not reach ${words}`);
  };
  await reach('Begin a talk');
  await page.keyboard.press('Enter');
  await at(page, 'First: danger');
  await reach('Yes, danger now');
  await page.keyboard.press('ArrowDown');
  await reach('Child, under 18');
  await page.keyboard.press('ArrowDown');
  await reach('Go on');
  await page.keyboard.press('Enter');
  await at(page, 'Before the first question');
  await reach('I said what I must pass on');
  await page.keyboard.press('Space');
  await reach('Yes');
  await page.keyboard.press('Space');
  await reach('Go on');
  await page.keyboard.press('Enter');
  for (let nth = 0; nth < 5; nth += 1) {
    await page.locator('.answers').waitFor();
    await reach('Prefers not to say');
    const before = await heading(page).innerText();
    await page.keyboard.press('Enter');
    await page.waitForFunction((was) => document.querySelector('h1').innerText !== was, before);
  }
  await page.locator('h1 .band').waitFor();
  await context.close();
});

test('what was begun is kept under the passphrase, and what was left lying is sealed', async () => {
  const { context, page } = await phone();
  await press(page, 'Begin a talk');
  await page.getByRole('radio', { name: 'No', exact: true }).check();
  await press(page, 'Go on');
  await at(page, 'Before the first question');
  await waitFor(() => page.evaluate(() => new Promise((done) => {
    indexedDB.open('notes').onsuccess = (opened) => {
      const all = opened.target.result.transaction('drafts').objectStore('drafts').getAll();
      all.onsuccess = () => done(all.result.length === 1 && all.result[0].sealed instanceof Uint8Array && Object.keys(all.result[0]).sort().join() === 'id,nonce,sealed,touched');
    };
  })));
  await page.reload();
  await unlock(page);
  await page.getByRole('button', { name: /Go on with the talk of/ }).click();
  await at(page, 'Before the first question');
  // As if it had been left for an hour.
  await page.evaluate(() => new Promise((done) => {
    indexedDB.open('notes').onsuccess = (opened) => {
      const drafts = opened.target.result.transaction('drafts', 'readwrite').objectStore('drafts');
      drafts.getAll().onsuccess = (found) => { drafts.put({ ...found.target.result[0], touched: Date.now() - 3_600_000 }).onsuccess = done; };
    };
  }));
  await page.reload();
  await unlock(page);
  await at(page, 'Ready');
  assert.equal(await page.getByRole('button', { name: /Go on with the talk of/ }).count(), 0);
  await waitFor(async () => /Nothing waits/.test(await page.locator('#unsent').innerText()));
  await context.close();
});

test('thirty minutes without a touch seal what was begun and lock the phone', async () => {
  const context = await browser.newContext({ locale: 'en' });
  const page = await context.newPage();
  await page.clock.install();
  await setUp(page, demo.url, await code());
  await press(page, 'Begin a talk');
  await page.getByRole('radio', { name: 'No', exact: true }).check();
  await press(page, 'Go on');
  await at(page, 'Before the first question');
  await page.clock.fastForward(31 * 60_000);
  await unlock(page);
  await at(page, 'Ready');
  assert.equal(await page.getByRole('button', { name: /Go on with the talk of/ }).count(), 0);
  await waitFor(async () => /Last sent/.test(await page.locator('main').innerText()));
  await context.close();
});

test('what waits longer than a day is told loudly, and a short passphrase is refused', async () => {
  const { context, page } = await phone();
  await page.evaluate(() => new Promise((done) => {
    indexedDB.open('notes').onsuccess = (opened) => {
      const row = { id: 'x', instrument: 'a@1', urgency: 'routine', keyVersion: 1, blob: new Uint8Array(100), refused: 'test', sealedAt: Date.now() - 90_000_000 };
      opened.target.result.transaction('outbox', 'readwrite').objectStore('outbox').put(row).onsuccess = done;
    };
  }));
  await page.reload();
  await unlock(page);
  await page.getByText('more than 24 hours').waitFor();
  await context.close();
  const other = await browser.newContext();
  const fresh = await other.newPage();
  await fresh.goto(`${demo.url}/screen/`);
  await at(fresh, 'Set up this phone');
  await fresh.fill('input[name=code]', await code());
  await press(fresh, 'Go on');
  await at(fresh, 'Keep it safe');
  await fresh.fill('input[name=passphrase]', PASSPHRASE.slice(0, 9));
  await fresh.fill('input[name=again]', PASSPHRASE.slice(0, 9));
  await press(fresh, 'Finish');
  await fresh.getByText('Take at least 10 signs').waitFor();
  await other.close();
});
