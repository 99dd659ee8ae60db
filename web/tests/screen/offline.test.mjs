// Days without a network (UX-T9, UX-T10): the server process is stopped, not emulated away; three talks, a reload, a restart
// of the browser; then everything arrives once, a member opens it, the server weighs it anew, and nothing readable is left.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from '../browser.mjs';
import { Live } from './live.mjs';
import { at, heading, openPhone, press, setUp, talk, unlock, waitFor } from './phone.mjs';

const MARKS = ['KANARKAONE7Q', 'KANARKATWO8W', 'KANARKATHREE9E', 'KANARKADRAFT5T'];
const STRONG = ['no', 'yes_seen', 'yes_told', 'skip', 'unsure'];

let live, profile;
before(async () => {
  live = await Live.init();
  profile = await mkdtemp(path.join(tmpdir(), 'havenward-phone-'));
});
after(async () => {
  await live?.remove();
  if (profile) await rm(profile, { recursive: true, force: true });
});

/** Every file of the profile that holds one of these texts, in the two ways in which a browser writes text. */
async function find(folder, texts) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.path ?? entry.parentPath, entry.name);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    for (const mark of texts) {
      if (bytes.includes(Buffer.from(mark)) || bytes.includes(Buffer.from(mark, 'utf16le'))) found.push(`${mark} in ${file}`);
    }
  }
  return found;
}

test('three talks without a server arrive exactly once, and nothing readable stays on the phone', async () => {
  await live.serve();
  const token = await live.member('fr_border');
  const { credential } = await live.api('POST', '/devices', token);
  let phone = await openPhone(profile);
  let page = phone.pages()[0];
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await setUp(page, live.url, credential);

  await live.stop();
  await page.reload();
  await unlock(page);
  await at(page, 'Ready');
  const screens = await talk(page, { name: MARKS[0], addressAs: MARKS[1], signs: STRONG });
  console.log(`# first contact to outcome, six signs: ${screens.length} screens`);
  assert.ok(screens.length <= 8, screens.join(' / '));
  assert.match(await heading(page).innerText(), /Start protection now|Talk again/);
  const bands = [await heading(page).locator('.band').getAttribute('class')];
  await press(page, 'Done');
  await page.reload();
  await unlock(page);
  await at(page, 'Ready');
  await talk(page, { name: MARKS[2], signs: ['no', 'no', 'no', 'no', 'no'] });
  bands.push(await heading(page).locator('.band').getAttribute('class'));
  assert.match(await page.locator('main').innerText(), /door stays open/i, 'useful with no sign at all');
  await press(page, 'Done');

  await phone.close();
  phone = await openPhone(profile);
  page = phone.pages()[0];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${live.url}/screen/`);
  await unlock(page);
  await at(page, 'Ready');
  await talk(page, { addressAs: MARKS[3], age: 'Not sure: treat as a child', signs: ['yes_told', 'skip', 'skip', 'skip', 'skip'] });
  bands.push(await heading(page).locator('.band').getAttribute('class'));
  await press(page, 'Done');
  assert.match(await page.locator('#unsent').innerText(), /3/);

  await live.serve();
  await press(page, 'Send now');
  await page.locator('#unsent', { hasText: 'Nothing waits' }).waitFor();
  // Once more by all its other ways: nothing is doubled.
  await page.evaluate(() => { dispatchEvent(new Event('online')); document.dispatchEvent(new Event('visibilitychange')); });
  await page.reload();
  await unlock(page);
  await at(page, 'Ready');
  const waiting = await live.api('GET', '/intake', token);
  assert.equal(waiting.length, 3, 'three of three, exactly once');
  assert.deepEqual(errors, []);
  await phone.close();
  assert.notDeepEqual(await find(profile, [credential]), [], 'what lies there in clear is found: the search works');
  assert.deepEqual(await find(profile, MARKS), []);

  const opened = [];
  for (const record of waiting) opened.push((await live.api('POST', `/intake/${record.id}/open`, token)).case);
  assert.equal((await live.api('GET', '/intake', token)).length, 0);
  const tasks = (await live.api('GET', '/tasks', token)).map((one) => one.kind);
  const weighed = tasks.filter((kind) => kind.startsWith('screening_')).sort();
  const told = bands.map((one) => `screening_${/is-(\w+)/.exec(one)[1]}`).sort();
  assert.deepEqual(weighed, told, 'the server weighs anew and comes to the same');
  assert.equal(new Set(opened).size, 3);
});

test('a page of the server makes the code, shows what was handed in, opens it and ends the code', async () => {
  const demo = await startDemo();
  const browser = await openBrowser();
  try {
    const context = await contextFor(browser, demo.url, await cookiesOf(browser, demo.url, 'responder'), { scripts: false });
    const staff = await context.newPage();
    await staff.goto('/devices');
    await staff.click('form[action="/devices"] .button');
    const code = (await staff.locator('#code').innerText()).trim();
    assert.match(code, /^[\w-]{43}$/);
    assert.equal(await staff.locator('svg.qr').count(), 1);

    const other = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await other.newPage();
    await setUp(page, demo.url, code);
    await talk(page, { addressAs: 'Mira', signs: STRONG });
    await press(page, 'Done');
    await waitFor(async () => /Nothing waits/.test(await page.locator('#unsent').innerText()));

    await staff.goto('/devices');
    await staff.click('form[action^="/devices/records/"] .button');
    assert.match(new URL(staff.url()).pathname, /^\/cases\/[0-9a-f-]+\/next$/);
    assert.match(await staff.locator('main').innerText(), /protection|presum/i);

    await staff.goto('/devices');
    await staff.click('a[href^="/devices/"]');
    await staff.click('main .button');
    assert.equal(new URL(staff.url()).pathname, '/devices');
    await page.reload();
    await unlock(page);
    await page.getByText('no longer takes records').waitFor();
    await context.close();
  } finally {
    await browser.close();
    await demo.stop();
  }
});
