// An overdue task becomes a note and the next step, with and without scripts.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from '../browser.mjs';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

test('an overdue task, its note and the next step take at most four screens', async () => {
  for (const scripts of [true, false]) {
    const cookies = await cookiesOf(browser, demo.url, 'casemanager');
    const context = await contextFor(browser, demo.url, cookies, { scripts });
    const page = await context.newPage();
    let screens = 0;
    page.on('framenavigated', () => { screens += 1; });
    await page.goto('/today');
    const link = page.locator('.task.is-over .task-links a[href*="/notes?task="]').first();
    const where = await link.getAttribute('href');
    await link.click();
    await page.fill('#text', 'Talked on the telephone.');
    await page.selectOption('#step', 'meet_person');
    await page.click('main .button');
    assert.match(page.url(), /\/today$/);
    assert.ok(screens <= 4, `${screens} screens`);
    assert.equal(await page.locator(`a[href="${where}"]`).count(), 0);
    assert.match(await page.locator('main').innerText(), /meet the person/);
    await context.close();
  }
});
