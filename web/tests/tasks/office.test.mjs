// Co-ordinator, data protection, administrator: what each does, and what none of them sees.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from '../browser.mjs';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

async function as(login) {
  const context = await contextFor(browser, demo.url, await cookiesOf(browser, demo.url, login), { scripts: false });
  return { page: await context.newPage(), done: () => context.close() };
}

const send = async (page) => {
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === 'POST'), page.click('main form[method=post] .button'),
  ]);
  return answer.status();
};

test('crisis rules that nobody signed are refused with everything kept, and none can be ended twice', async () => {
  const { page, done } = await as('coordinator');
  await page.goto('/overlay/on');
  assert.equal(await send(page), 422);
  await page.fill('#file', 'id = "not-signed"');
  assert.equal(await send(page), 409);
  assert.equal(await page.inputValue('#file'), 'id = "not-signed"');
  await page.goto('/overlay/off');
  assert.equal(await send(page), 422);
  await page.fill('#reason', 'calm again');
  assert.equal(await send(page), 409);
  await done();
  const other = await as('casemanager');
  assert.equal((await other.page.goto('/overlay')).status(), 200);
  assert.equal(await other.page.locator('a[href="/overlay/on"]').count(), 0);
  await other.done();
});

test('the journal is read through, and a filter keeps one kind', async () => {
  const { page, done } = await as('dpo');
  await page.goto('/oversight/journal');
  assert.equal(await send(page), 200);
  assert.equal(await page.locator('.ill').count(), 0);
  assert.equal(await page.locator('.well').count(), 2);
  await page.goto('/oversight/acts');
  await page.selectOption('#kind', 'accesses');
  await Promise.all([page.waitForURL(/kind=accesses/), page.click('.filters .button')]);
  const kinds = await page.locator('.timeline strong').allInnerTexts();
  assert.ok(kinds.length > 0 && new Set(kinds).size === 1, kinds.slice(0, 3).join());
  await done();
});

test('an account is made once, and its code is shown once', async () => {
  const { page, done } = await as('admin');
  await page.goto('/units/new');
  assert.equal(await send(page), 422);
  await page.fill('#name', 'Night team (invented)');
  await page.fill('#body', 'ngo');
  assert.equal(await send(page), 303);
  await page.goto('/accounts/new');
  await page.fill('#login', 'night1');
  assert.equal(await send(page), 422);
  assert.equal(await page.inputValue('#login'), 'night1');
  await page.fill('#name', 'Alva Nightingale-Invented');
  await page.selectOption('#unit', { label: 'Night team (invented)' });
  await page.selectOption('#role', 'shelter');
  const form = await page.locator('main form').evaluate((one) => new URLSearchParams(new FormData(one)).toString());
  assert.equal(await send(page), 200);
  assert.ok((await page.locator('.note pre').innerText()).length > 20);
  const again = await page.request.post('/accounts/new', {
    data: form, headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
  });
  assert.ok(!(await again.text()).includes('<pre'), 'the second time it is not shown');
  await page.goto('/accounts');
  assert.equal(await page.getByText('night1', { exact: true }).count(), 1);
  await done();
});

test('the administrator opens no case', async () => {
  const { page, done } = await as('admin');
  assert.equal((await page.goto('/cases')).status(), 403);
  await done();
});
