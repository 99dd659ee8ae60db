// From the queue to a reasoned decision and its letter; a refusal is told and challenged. With and without scripts.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from '../browser.mjs';
import { faults, violations } from '../checks.mjs';
import { prints } from '../letters.mjs';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

async function pageOf(login, scripts) {
  const context = await contextFor(browser, demo.url, await cookiesOf(browser, demo.url, login), { scripts, width: 320 });
  return context.newPage();
}

async function holds(page) {
  assert.deepEqual([...await faults(page), ...await violations(page)], []);
}

test('queue, reasoned decision and letter take at most five screens', async () => {
  for (const scripts of [true, false]) {
    const page = await pageOf('decider', scripts);
    let screens = 0;
    page.on('framenavigated', () => { screens += 1; });
    await page.goto('/decisions');
    const link = page.locator('.task:not(:has(.is-child)) .task-name a', { hasText: /conclusive/i }).first();
    const where = await link.getAttribute('href');
    await link.click();
    await page.check('input[name=answer][value=yes]');
    await page.check('input[name=reasons][value=credible_account]');
    await page.fill('#words', 'We believe you.');
    await page.click('button[value=check]');
    assert.match(await page.locator('.answers').innerText(), /We believe you/);
    if (scripts) await holds(page);
    await page.click('button[value=decide]');
    assert.match(page.url(), /\/decisions\/[0-9a-f-]{36}$/);
    assert.ok(screens <= 5, `${screens} screens`);
    assert.equal(await page.locator('svg.qr').count(), 1);
    if (scripts) await holds(page);
    if (scripts) await prints(page, 'decision');
    // Decided is decided: the matter is not on the desk of this body any more.
    await page.goto('/decisions');
    assert.equal(await page.locator(`a[href="${where}"]`).count(), 0);
    await page.context().close();
  }
});

test('what was chosen is kept when it is changed, and nothing is decided without a reason', async () => {
  const page = await pageOf('decider', false);
  await page.goto('/decisions');
  await page.locator('.task-name a').first().click();
  await page.check('input[name=answer][value=no]');
  const [answer] = await Promise.all([page.waitForResponse((one) => one.request().method() === 'POST'), page.click('button[value=check]')]);
  assert.equal(answer.status(), 422);
  assert.equal(await page.isChecked('input[name=answer][value=no]'), true);
  await page.check('input[name=reasons][value=insufficient_information]');
  await page.click('button[value=check]');
  await page.click('button[value=change]');
  assert.equal(await page.isChecked('input[name=reasons][value=insufficient_information]'), true);
  await page.fill('#missing', 'A letter of the employer');
  await page.click('button[value=check]');
  // Want of information is no reason before it was asked for.
  const [refused] = await Promise.all([page.waitForResponse((one) => one.request().method() === 'POST'), page.click('button[value=decide]')]);
  assert.equal(refused.status(), 409);
  assert.equal(await page.inputValue('#missing'), 'A letter of the employer');
  await page.click('a[href*="/evidence/"]');
  await page.fill('#asked_for', 'A letter of the employer');
  await page.click('main .button');
  assert.match(await page.locator('main').innerText(), /A letter of the employer/);
  await page.context().close();
});

test('a refusal has a letter with the way to challenge, is told, and is challenged', async () => {
  const page = await pageOf('decider', true);
  await page.goto('/decisions');
  await page.locator('.task:not(:has(.is-child)) .task-name a', { hasText: /conclusive/i }).last().click();
  await page.check('input[name=answer][value=no]');
  await page.check('input[name=reasons][value=credibility]');
  await page.click('button[value=check]');
  await page.click('button[value=decide]');
  await prints(page, 'refusal');
  await page.click('a[href$="/refusal/told"]');
  await holds(page);
  await page.locator('input[name=to]').last().check();
  await page.click('main .button');
  assert.match(page.url(), /\/cases\/[0-9a-f-]{36}$/);
  const path = new URL(page.url()).pathname;
  await page.goto(`${path}/challenge`);
  await holds(page);
  await page.context().close();
});
