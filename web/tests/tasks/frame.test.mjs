// Signing in and out, languages, the clock, and forms: with and without scripts.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from '../browser.mjs';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

/** Runs a task as a role with scripts and without. */
async function bothWays(login, task) {
  for (const scripts of [true, false]) {
    // Anew each time: a task may end the session, or the time of it.
    const cookies = login ? await cookiesOf(browser, demo.url, login) : [];
    const context = await contextFor(browser, demo.url, cookies, { scripts });
    await task(await context.newPage(), context);
    await context.close();
  }
}

async function fillContact(page, name) {
  await page.goto('/contacts/new');
  await page.check('input[name=urgency][value=urgent]');
  await page.check('input[name=age][value=adult]');
  await page.selectOption('#setting', 'border_land');
  await page.selectOption('#language', 'uk');
  await page.fill('#name', name);
}

test('a card of the start page signs in, and signing out ends it', async () => {
  await bothWays(null, async (page) => {
    await page.goto('/');
    await page.locator('.card .button').first().click();
    assert.match(page.url(), /\/today$/);
    await page.locator('header .plain').click();
    assert.equal(new URL(page.url()).pathname, '/');
    const answer = await page.goto('/today');
    assert.equal(answer.status(), 401);
  });
});

test('the clock moves on and nobody is signed out by it', async () => {
  await bothWays('casemanager', async (page) => {
    await page.goto('/');
    const before = await page.locator('main').innerText();
    await page.locator('button[name=days][value="1"]').click();
    assert.notEqual(await page.locator('main').innerText(), before);
    assert.equal((await page.goto('/today')).status(), 200);
  });
});

test('a language is kept', async () => {
  await bothWays(null, async (page) => {
    await page.goto('/sign-in');
    await page.locator('button[name=language][value=ar]').click();
    assert.equal(await page.getAttribute('html', 'dir'), 'rtl');
    assert.equal(new URL(page.url()).pathname, '/sign-in');
  });
});

test('a form with errors keeps what was typed and says what is wrong', async () => {
  await bothWays('responder', async (page) => {
    await page.goto('/contacts/new');
    const hostile = '<script>alert(1)</script> "quoted"';
    await page.fill('#name', hostile);
    const [answer] = await Promise.all([page.waitForResponse((one) => one.request().method() === 'POST'), page.click('main .button')]);
    assert.equal(answer.status(), 422);
    assert.match(await page.title(), /^Error: /);
    assert.equal(await page.inputValue('#name'), hostile);
    const links = page.locator('.summary a');
    assert.equal(await links.count(), 4);
    await page.locator('.summary a[href="#urgency"]').click();
    assert.equal(await page.locator('#urgency').count(), 1);
    await page.fill('#name', 'a\u202eb');
    await page.click('main .button');
    assert.equal(await page.locator('#name-error').count(), 1);
    assert.equal(await page.inputValue('#name'), 'a\u202eb');
  });
});

test('sending the same form twice opens one case', async () => {
  const cookies = await cookiesOf(browser, demo.url, 'responder');
  const context = await contextFor(browser, demo.url, cookies);
  const page = await context.newPage();
  await fillContact(page, 'Twice');
  const form = await page.locator('main form').evaluate((one) => new URLSearchParams(new FormData(one)).toString());
  const send = () => page.request.post('/contacts/new', {
    data: form, maxRedirects: 0,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
  });
  const [first, second] = await Promise.all([send(), send()]);
  assert.equal(first.status(), 303);
  assert.equal(second.headers().location, first.headers().location);
  const changed = await page.request.post('/contacts/new', {
    data: form.replace('Twice', 'Other'), maxRedirects: 0,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
  });
  assert.equal(changed.status(), 422);
  await context.close();
});

test('a page of another site, and ten megabytes, are refused in plain words', async () => {
  const cookies = await cookiesOf(browser, demo.url, 'responder');
  const context = await contextFor(browser, demo.url, cookies);
  const page = await context.newPage();
  const post = (data, site) => page.request.post('/contacts/new', {
    data, headers: { 'content-type': 'application/x-www-form-urlencoded', ...site },
  });
  assert.equal((await post('name=x', { 'sec-fetch-site': 'cross-site' })).status(), 403);
  assert.equal((await post('name=x', {})).status(), 403);
  const large = await post(`name=${'x'.repeat(10 * 1024 * 1024)}`, { 'sec-fetch-site': 'same-origin' });
  assert.equal(large.status(), 413);
  await context.close();
});

test('a session that ended gives back what was typed, to its writer and to nobody else', async () => {
  await bothWays('responder', async (page, context) => {
    const mine = await cookiesOf(browser, demo.url, 'responder');
    await context.addCookies(mine);
    await fillContact(page, 'Canary kept');
    // The clock is moved by somebody else: this session is over by then.
    const other = await contextFor(browser, demo.url, []);
    const start = await other.newPage();
    await start.goto('/');
    await start.locator('button[name=days][value="1"]').click();
    await other.close();
    await Promise.all([page.waitForEvent('load'), page.click('main .button')]);
    assert.equal(await page.locator('input[name=kept]').count(), 1);
    const shown = await page.content();
    assert.ok(!shown.includes('Canary') && !page.url().includes('Canary'));
    await page.selectOption('#login', 'responder');
    await Promise.all([page.waitForEvent('load'), page.click('main .button')]);
    await Promise.all([page.waitForEvent('load'), page.click('main .button')]);
    assert.equal(await page.inputValue('#name'), 'Canary kept');
    assert.equal(await page.locator('form.note').count(), 0);
    await Promise.all([page.waitForEvent('load'), page.click('main .button')]);
    assert.match(page.url(), /\/cases\/[0-9a-f-]{36}\/told-before$/);
  });
});

test('a task is marked as done once', async () => {
  const cookies = await cookiesOf(browser, demo.url, 'responder');
  for (const scripts of [true, false]) {
    const context = await contextFor(browser, demo.url, cookies, { scripts });
    const page = await context.newPage();
    await page.goto('/today');
    const link = page.locator('.task-links a[href$="/done"]').first();
    if (await link.count() === 0) continue;
    const where = await link.getAttribute('href');
    await link.click();
    await page.click('main .button');
    assert.match(page.url(), /\/today$/);
    assert.equal(await page.locator(`a[href="${where}"]`).count(), 0);
    assert.equal((await page.goto(where)).status(), 404);
    await context.close();
  }
});

test('leaving ends the session and leaves nothing', async () => {
  await bothWays('survivor', async (page) => {
    await page.goto('/today');
    await page.goto('/leave');
    assert.equal(await page.locator('header').count(), 0);
    // The browser acts on the header and does not show it.
    const answer = await page.request.get('/leave');
    assert.match(answer.headers()['clear-site-data'], /cookies/);
  });
  const context = await contextFor(browser, demo.url, await cookiesOf(browser, demo.url, 'survivor'));
  const page = await context.newPage();
  await page.goto('/leave');
  assert.equal((await page.goto('/today')).status(), 401);
  await context.close();
});
