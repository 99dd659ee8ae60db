// A house at night: free places, room, offers, stays, the shift; with scripts and without, by the count of screens.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from '../browser.mjs';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

/** A page for a role, with how many screens it has shown. */
async function as(login, scripts = false) {
  const context = await contextFor(browser, demo.url, await cookiesOf(browser, demo.url, login), { scripts });
  const page = await context.newPage();
  const seen = { screens: 0 };
  page.on('load', () => { seen.screens += 1; });
  return { page, seen, done: () => context.close() };
}

/** Waits until that many screens were shown, and no more. */
const shown = async (seen, count) => {
  for (let turn = 0; turn < 100 && seen.screens < count; turn += 1) await new Promise((done) => { setTimeout(done, 50); });
  assert.equal(seen.screens, count);
};

const send = async (page) => {
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === 'POST'), page.click('main form[method=post] .button'),
  ]);
  return answer.status();
};

// First, while there is still something to hand over.
// First of all, while requests are still unanswered: with nothing to open, nothing is refused.
test('a newcomer is let in by the digits that both see, and by nothing else', async () => {
  const digits = async (page) => (await page.locator('main pre').innerText()).replace(/\s/g, '');
  const newcomer = await as('newcomer');
  await newcomer.page.goto('/unit');
  const hers = await digits(newcomer.page);
  assert.equal((await newcomer.page.goto('/offers')).status(), 409, 'she cannot open anything yet');
  const { page, done } = await as('shelter');
  await page.goto('/unit');
  await page.locator("a[href^='/unit/waiting/']").first().click();
  const where = new URL(page.url()).pathname;
  assert.equal(await digits(page), hers);
  assert.equal(await send(page), 422);
  const other = await page.request.post(where, {
    form: { compared: 'yes', seen: '0'.repeat(40), once: 'other' }, headers: { 'sec-fetch-site': 'same-origin' },
  });
  assert.equal(other.status(), 409, 'another key is refused');
  await page.check('#compared');
  assert.equal(await send(page), 303);
  assert.equal((await page.goto(where)).status(), 404, 'she no longer waits');
  assert.equal((await newcomer.page.goto('/offers')).status(), 200);
  await newcomer.done();
  await done();
});

test('one comes on shift, and hands over until nothing is left behind', async () => {
  const { page, done } = await as('shelter');
  await page.goto('/shift');
  await page.selectOption('#hours', '8');
  assert.equal(await send(page), 303);
  assert.ok(await page.locator('.task').count() >= 1);
  await page.goto('/shift/hand-over');
  const fields = page.locator('main select');
  assert.ok(await fields.count() > 0);
  assert.equal(await send(page), 422);
  for (let nth = 0; nth < await fields.count(); nth += 1) await fields.nth(nth).selectOption({ index: 1 });
  assert.equal(await send(page), 303);
  await page.locator('button[value=off]').click();
  assert.equal(await page.locator('button[value=off]').count(), 0);
  await done();
});

test('free places change in two screens, and never beyond all of them', async () => {
  for (const scripts of [true, false]) {
    const { page, seen, done } = await as('shelter', scripts);
    await page.goto('/places');
    await page.locator('.card .button').first().click();
    await shown(seen, 2);
    const all = Number(await page.inputValue('#places'));
    await page.fill('#free', String(all + 1));
    assert.equal(await send(page), 422);
    assert.equal(await page.inputValue('#free'), String(all + 1));
    assert.equal(await page.locator('#free-error').count(), 1);
    await page.fill('#free', '1');
    await page.check('#checked');
    assert.equal(await send(page), 303);
    assert.equal(new URL(page.url()).pathname, '/places');
    assert.match(await page.locator('.card').first().innerText(), /^[^]*\b1 of/);
    await done();
  }
});

test('another house cannot change these places', async () => {
  const { page, done } = await as('shelter');
  await page.goto('/places');
  const where = await page.locator('.card .button').first().getAttribute('href');
  await done();
  const other = await as('shelter2');
  assert.equal((await other.page.goto(where)).status(), 404);
  await other.done();
});

test('an enquiry is answered in three screens', async () => {
  const { page, seen, done } = await as('shelter');
  await page.goto('/offers');
  const link = page.locator("a[href^='/enquiries/']").first();
  const where = await link.getAttribute('href');
  await link.click();
  assert.equal(await send(page), 422);
  await page.check('input[name=room][value=yes]');
  assert.equal(await send(page), 303);
  await shown(seen, 4);
  assert.equal((await page.goto(where)).status(), 404, 'it no longer waits');
  await done();
});

test('an offer is declined with a reason, or accepted; then the stay begins and ends', async () => {
  const { page, seen, done } = await as('shelter');
  await page.goto('/places');
  for (let nth = 0; nth < await page.locator('.card .button').count(); nth += 1) {
    await page.locator('.card .button').nth(nth).click();
    await page.fill('#free', await page.inputValue('#places'));
    await send(page);
  }
  seen.screens = 0;
  await page.goto('/offers');
  const links = page.locator("a.button[href^='/offers/']");
  const [first, second] = [await links.nth(0).getAttribute('href'), await links.nth(1).getAttribute('href')];
  await links.nth(0).click();
  assert.doesNotMatch(page.url(), /[A-Z]/);
  await page.check('input[name=say][value=decline]');
  assert.equal(await send(page), 422, 'a decline needs its reason');
  await page.selectOption('#reason', 'not_suitable');
  assert.equal(await send(page), 303);
  assert.equal((await page.goto(first)).status(), 404, 'who declines sees nothing any more');

  seen.screens = 0;
  await page.goto('/offers');
  await page.locator(`a[href="${second}"]`).click();
  await page.check('input[name=say][value=accept]');
  assert.equal(await send(page), 303);
  await shown(seen, 3);
  await page.check('input[name=say][value=arrived]');
  assert.equal(await send(page), 303);

  await page.goto('/stays');
  await page.locator('.task-links a').last().click();
  const stay = new URL(page.url()).pathname;
  await page.check('input[name=say][value=away]');
  await page.fill('#on-year', String(new Date().getFullYear() + 1));
  assert.equal(await send(page), 303);
  assert.equal(await page.locator('.tag.is-urgent').count(), 1);
  await page.goto(stay);
  await page.check('input[name=say][value=ended]');
  await page.fill('#on', '');
  assert.equal(await send(page), 422);
  await page.check('input[name=say][value=worry]');
  assert.equal(await send(page), 303);
  await page.goto('/stays/sheet');
  assert.ok(!(await page.content()).includes(second.slice(8, 16)), 'the sheet knows no code');
  await done();
});

test('where a person is can be written in one act', async () => {
  const { page, done } = await as('responder');
  await page.goto('/cases');
  await page.goto(`${await page.locator('tbody a').first().getAttribute('href')}/whereabouts`);
  assert.equal(await send(page), 422);
  await page.check('input[name=to][value=away_by_arrangement]');
  await page.selectOption('#reason', 'arranged');
  assert.equal(await send(page), 303);
  assert.match(page.url(), /\/cases\/[0-9a-f-]{36}$/);
  await done();
});

test('how a person may be reached: kept, marked as safe, asked before a call, and closed again', async () => {
  const { page, done } = await as('responder');
  await page.goto('/cases');
  await page.goto(`${await page.locator('tbody a').first().getAttribute('href')}/reach`);
  const before = await page.locator('main .task').count();
  const add = async () => {
    const [answer] = await Promise.all([page.waitForResponse((one) => one.request().method() === 'POST'), page.click('main form.narrow .button')]);
    await page.waitForLoadState();
    return answer.status();
  };
  assert.equal(await add(), 422);
  await page.selectOption('#kind', 'phone');
  await page.fill('#address', '+44 20 0000 0000');
  await page.selectOption('#hours', 'always');
  await page.check('input[name=who_else][value=nobody]');
  await page.check('input[name=leave_message][value=never]');
  await page.selectOption('#language', 'uk');
  await page.fill('#safe_word', 'maple');
  assert.equal(await add(), 303);
  const way = page.locator('main .task').nth(before);
  assert.ok(!(await page.content()).includes('+44 20 0000 0000'), 'a number is shown to whoever asks, and not before');
  await way.locator('button[value=safe]').click();
  await way.locator('button[value=ask]').click();
  assert.match(await page.locator('main [role=status]').innerText(), /\+44 20 0000 0000[^]*maple[^]*Never leave/);
  await page.locator('main .task').nth(before).locator('button[value=unsafe]').click();
  assert.equal(await page.locator('main .task').nth(before).locator('button[value=ask]').count(), 0);
  await done();
});

test('somebody has left: what she opened is looked at, and a new key is made', async () => {
  const { page, done } = await as('casemanager');
  await page.goto('/unit');
  assert.match(await page.locator('[role=status]').first().innerText(), /new key is due/);
  await page.locator("a[href^='/unit/left/']").click();
  const hers = await page.locator("main a[href^='/cases/']").first().getAttribute('href');
  await page.goto('/unit');
  assert.equal(await send(page), 303);
  await page.goto('/unit');
  assert.equal(await page.locator('form[action="/unit/key"]').count(), 0);
  assert.equal((await page.goto(hers)).status(), 200, 'nothing is lost by it');
  await done();
});
