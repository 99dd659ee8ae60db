// A long form that is kept for later, or while it is typed; gone on with, sent, and thrown away: with scripts and
// without.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from '../browser.mjs';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

async function keep(page, name) {
  await page.goto('/contacts/new');
  await page.check('input[name=urgency][value=urgent]');
  await page.check('input[name=age][value=adult]');
  await page.selectOption('#setting', 'border_land');
  await page.selectOption('#language', 'uk');
  await page.fill('#name', name);
  await page.click('button[name=keep-for-later]');
  assert.equal(new URL(page.url()).pathname, '/drafts');
}

test('a form is kept for later, comes back in another browser, and is kept no more once it is sent', async () => {
  for (const scripts of [true, false]) {
    const first = await contextFor(browser, demo.url, await cookiesOf(browser, demo.url, 'responder'), { scripts });
    await keep(await first.newPage(), 'Kept for later');
    await first.close();
    const other = await contextFor(browser, demo.url, await cookiesOf(browser, demo.url, 'responder'), { scripts });
    const page = await other.newPage();
    await page.goto('/today');
    await page.click('main a[href="/drafts"]');
    await page.click('main .task .button');
    assert.equal(new URL(page.url()).pathname, '/contacts/new');
    assert.equal(await page.inputValue('#name'), 'Kept for later');
    assert.equal(await page.isChecked('input[name=urgency][value=urgent]'), true);
    await page.click('main form:not(.note) .button');
    assert.match(page.url(), /\/cases\/[0-9a-f-]{36}\/told-before$/);
    await page.goto('/drafts');
    assert.equal(await page.locator('main .empty').count(), 1);
    await other.close();
  }
});

test('what was begun is offered at its page, and thrown away when its writer says so', async () => {
  const context = await contextFor(browser, demo.url, await cookiesOf(browser, demo.url, 'responder'));
  const page = await context.newPage();
  await keep(page, 'Thrown away');
  await page.goto('/contacts/new');
  assert.equal(await page.inputValue('#name'), '');
  await page.click('main form.note .button');
  assert.equal(await page.inputValue('#name'), 'Thrown away');
  const colleague = await contextFor(browser, demo.url, await cookiesOf(browser, demo.url, 'casemanager'));
  const theirs = await colleague.newPage();
  await theirs.goto('/drafts');
  assert.equal(await theirs.locator('main .task').count(), 0);
  await page.goto('/drafts');
  await page.click('main .task .plain');
  assert.equal(await page.locator('main .empty').count(), 1);
  await page.goto('/today');
  assert.equal(await page.locator('main a[href="/drafts"]').count(), 0);
  await context.close();
  await colleague.close();
});

test('what is typed is kept while it is typed, comes back when the browser died, and goes once the form is sent', async () => {
  const first = await contextFor(browser, demo.url, await cookiesOf(browser, demo.url, 'responder'));
  const page = await first.newPage();
  await page.clock.install();
  await page.goto('/contacts/new');
  const kept = () => page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.status() === 204);
  await page.check('input[name=urgency][value=urgent]');
  await page.fill('#name', 'Typed and not sent');
  await Promise.all([kept(), page.clock.fastForward(6_000)]);
  await page.getByText('Kept while you type').waitFor();
  await page.fill('#name', 'Typed and not sent, and more');
  await Promise.all([kept(), page.clock.fastForward(31_000)]);
  // No button was pressed: the browser is gone.
  await first.close();

  const other = await contextFor(browser, demo.url, await cookiesOf(browser, demo.url, 'responder'));
  const again = await other.newPage();
  await again.clock.install();
  await again.goto('/contacts/new');
  await again.click('main form.note .button');
  assert.equal(await again.inputValue('#name'), 'Typed and not sent, and more');
  await again.check('input[name=age][value=adult]');
  await again.selectOption('#setting', 'border_land');
  await again.selectOption('#language', 'uk');
  await Promise.all([again.waitForResponse((answer) => answer.status() === 204), again.clock.fastForward(6_000)]);
  await again.getByText('Kept while you type').waitFor();
  await again.click('main form:not(.note) .button');
  assert.match(again.url(), /\/cases\/[0-9a-f-]{36}\/told-before$/);
  await again.goto('/drafts');
  assert.equal(await again.locator('main .empty').count(), 1);
  await other.close();
});
