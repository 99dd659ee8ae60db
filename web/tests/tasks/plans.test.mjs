// A plan is begun, a goal proposed, agreed to by the person, acted on and ended; each page holds.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from '../browser.mjs';
import { faults, violations } from '../checks.mjs';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

async function holds(page) {
  assert.deepEqual([...await faults(page), ...await violations(page)], []);
}

test('nothing is done about a goal before the person agrees, and every step is one page', async () => {
  for (const scripts of [true, false]) {
    const cookies = await cookiesOf(browser, demo.url, 'casemanager');
    const context = await contextFor(browser, demo.url, cookies, { scripts });
    const page = await context.newPage();
    await page.goto('/cases');
    const cases = await page.locator('tbody a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    const plan = `${cases[scripts ? 0 : 1]}/plan`;
    await page.goto(plan);
    if (await page.locator('ol.tasks, .figures').count() === 0) {
      if (scripts) await holds(page);
      await page.click('main .button');
    }
    await page.click('a[href$="/plan/goals"]');
    await page.click('main .button');
    assert.equal(await page.locator('.summary li').count(), 2, 'kind and goal are asked for');
    await page.selectOption('#area', 'language_course');
    await page.fill('#text', 'Speak with the neighbours');
    await page.fill('#own_words', 'I want to talk to people.');
    await page.click('main .button');
    assert.match(page.url(), /\/plan$/);
    if (scripts) await holds(page);
    await page.locator('.task-name a').last().click();
    assert.equal(await page.locator('#what').count(), 0, 'no action before her yes');
    if (scripts) await holds(page);
    await page.click('button[value=agree]');
    await page.locator('.task-name a').last().click();
    await page.fill('#what', 'Ask the evening school');
    await page.check('input[name=who][value=me]');
    await page.selectOption('#days', '7');
    await page.locator('form:has(#what) .button').click();
    assert.match(await page.locator('main').innerText(), /Ask the evening school/);
    await page.locator('.task-name a').last().click();
    if (scripts) await holds(page);
    await page.click('button[value=finish]');
    await page.locator('.task-name a').last().click();
    await page.selectOption('#outcome', 'reached');
    await page.locator('form:has(#outcome) .button').click();
    assert.match(await page.locator('main').innerText(), /reached/);
    await context.close();
  }
});
