// A notice goes out with two yeses, each in one's own place; who may not say yes is told so.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from '../browser.mjs';
import { faults, violations } from '../checks.mjs';
import { prints } from '../letters.mjs';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

async function noticeOf(login, what) {
  const context = await contextFor(browser, demo.url, await cookiesOf(browser, demo.url, login), { scripts: true });
  const page = await context.newPage();
  await page.goto('/cases');
  const cases = await page.locator('tbody a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  for (const at of cases) {
    await page.goto(`${at}/offences`);
    const link = page.locator('.task-name a', { hasText: what });
    if (await link.count() === 0) continue;
    assert.deepEqual([...await faults(page), ...await violations(page)], []);
    await link.click();
    return page;
  }
  throw new Error(`${login} sees no notice`);
}

test('a notice goes out with the yes of the person and of her lawyer, and not before', async () => {
  const survivor = await noticeOf('survivor', /shop/i);
  assert.match(await survivor.locator('h1').innerText(), /drafted/);
  assert.deepEqual([...await faults(survivor), ...await violations(survivor)], []);
  await survivor.click('button[value=sign]');
  assert.match(await survivor.locator('main').innerText(), /one yes/);
  const worker = await noticeOf('casemanager', /shop/i);
  await worker.click('button[value=sign]');
  assert.equal(await worker.locator('.summary').count(), 1, 'her word written down is no second yes');
  const lawyer = await noticeOf('lawyer', /shop/i);
  await lawyer.click('button[value=sign]');
  await survivor.goto(new URL(survivor.url()).pathname);
  assert.equal(await survivor.locator('.tag', { hasText: 'sent' }).count(), 2);
  for (const page of [survivor, worker, lawyer]) await page.context().close();
});

test('a notice that has gone out is read by the person and her lawyer, and signed by nobody again', async () => {
  for (const login of ['survivor', 'lawyer', 'casemanager']) {
    const page = await noticeOf(login, /growing drugs/i);
    assert.match(await page.locator('h1').innerText(), /sent/);
    assert.equal(await page.locator('button[name=say]').count(), 0);
    const answer = await page.request.post(new URL(page.url()).pathname, {
      form: { say: 'take_back', once: `again-${login}` }, headers: { 'sec-fetch-site': 'same-origin' },
    });
    assert.equal(answer.status(), 409, login);
    await page.context().close();
  }
});

test('the prosecutor prints the notice that has gone out', async () => {
  const cookies = await cookiesOf(browser, demo.url, 'prosecutor');
  const context = await contextFor(browser, demo.url, cookies, { scripts: true });
  const page = await context.newPage();
  await page.goto('/notices');
  const all = await page.locator('main a[href*="/notices/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  for (const at of all) {
    await page.goto(at);
    if (/growing drugs/i.test(await page.locator('.letter').innerText())) break;
  }
  await prints(page, 'notice');
  await context.close();
});
