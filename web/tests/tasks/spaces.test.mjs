// The person's own page: made with a worker, opened by code and phrase, left at once; with scripts and without.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from '../browser.mjs';

const PHRASE = 'three quiet blue boats';
let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

/** A worker makes a way in for the first of her cases; gives the code. */
async function codeOf(scripts) {
  const cookies = await cookiesOf(browser, demo.url, 'responder');
  const context = await contextFor(browser, demo.url, cookies, { scripts });
  const page = await context.newPage();
  await page.goto('/cases');
  const href = await page.locator('tbody a').first().getAttribute('href');
  await page.goto(`${href}/space`);
  await page.fill('#phrase', PHRASE);
  await page.fill('#again', PHRASE);
  await page.locator('main form').first().locator('.button').click();
  const code = await page.locator('.note .lead').innerText();
  await context.close();
  return code;
}

for (const scripts of [true, false]) {
  test(`the person comes in, reads, asks, and leaves nothing behind; scripts ${scripts}`, async () => {
    const code = await codeOf(scripts);
    assert.match(code, /^[0-9]{4} [0-9]{4} [0-9]{4}$/);
    const context = await contextFor(browser, demo.url, [], { scripts, language: 'ar', width: 320 });
    const page = await context.newPage();
    await page.goto('/my');
    assert.equal(await page.getAttribute('html', 'dir'), 'rtl');
    assert.equal(await page.locator('main [lang=en]').count(), 0);
    await page.fill('#code', code);
    await page.fill('#phrase', PHRASE);
    await page.click('main .button');
    // Nothing of the record before she said that she is alone.
    assert.equal(await page.locator('section').count(), 0);
    await page.click('main .button');
    assert.ok(await page.locator('section').count() >= 4);
    assert.equal(await page.locator('main [lang=en]').count(), 0);
    await page.check('input[name=kind][value=advocate]');
    await page.locator('#ask ~ form .button').click();
    assert.equal(await page.locator('main [role=status]').count(), 1);
    assert.equal(new URL(page.url()).pathname, '/my');
    const [left] = await Promise.all([page.waitForResponse((one) => one.url().endsWith('/leave')), page.click('.exit a')]);
    assert.match((await left.allHeaders())['clear-site-data'], /cookies/);
    await page.goto('/my');
    assert.equal(await page.locator('#code').count(), 1);
    await context.close();
  });
}

test('an unknown code and a wrong phrase are answered with the same words', async () => {
  const code = await codeOf(true);
  const answers = [];
  for (const typed of [code, '0000 0000 0000']) {
    const context = await contextFor(browser, demo.url, []);
    const page = await context.newPage();
    await page.goto('/my');
    await page.fill('#code', typed);
    await page.fill('#phrase', 'some other words');
    const [answer] = await Promise.all([page.waitForResponse((one) => one.request().method() === 'POST'), page.click('main .button')]);
    answers.push([answer.status(), await page.locator('main').innerText()]);
    await context.close();
  }
  assert.deepEqual(answers[0], answers[1]);
});
