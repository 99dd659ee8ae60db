// The person's own page: made with a worker, opened by code and phrase, left at once; with scripts and without.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults, violations } from '../checks.mjs';
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
  await page.fill('#repeat', PHRASE);
  await page.locator('#way ~ form .button').click();
  const code = await page.locator('.note .lead').innerText();
  await context.close();
  return code;
}

/** What the demonstration shows on its first page: somebody with agreements and a time limit. */
async function shown(page) {
  await page.goto('/');
  const card = page.locator('.card', { has: page.locator('a[href="/my"]') });
  return { code: await card.locator('strong').first().innerText(), phrase: await card.locator('strong').nth(1).innerText() };
}

/** What is wrong with a page; the tools need scripts. */
const wrong = async (page, scripts) => scripts ? [...await faults(page), ...await violations(page)] : [];

async function comeIn(page, code, phrase) {
  await page.goto('/my');
  await page.fill('#code', code);
  await page.fill('#phrase', phrase);
  await page.click('main .button');
}

for (const scripts of [true, false]) {
  test(`the person comes in, reads, asks, and leaves nothing behind; scripts ${scripts}`, async () => {
    const code = await codeOf(scripts);
    assert.match(code, /^[0-9]{4} [0-9]{4} [0-9]{4}$/);
    const context = await contextFor(browser, demo.url, [], { scripts, language: 'ar', width: 320 });
    const page = await context.newPage();
    await comeIn(page, code, PHRASE);
    assert.equal(await page.getAttribute('html', 'dir'), 'rtl');
    // Nothing of the record before she said that she is alone.
    assert.equal(await page.locator('section').count(), 0);
    assert.deepEqual(await wrong(page, scripts), []);
    await page.click('main button.button');
    assert.ok(await page.locator('section').count() >= 5);
    assert.equal(await page.locator('main [lang=en]').count(), 0);
    assert.deepEqual(await wrong(page, scripts), []);
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

  test(`an agreement is stopped in three screens, and what was read before is told; scripts ${scripts}`, async () => {
    const context = await contextFor(browser, demo.url, [], { scripts, width: 320 });
    const page = await context.newPage();
    const { code, phrase } = await shown(page);
    await comeIn(page, code, phrase);
    await page.click('main button.button');
    const before = await page.locator('#shared ~ ul button').count();
    assert.ok(before >= 1);
    await page.locator('#shared ~ ul button').first().click();
    assert.deepEqual(await wrong(page, scripts), []);
    await page.locator('main form .button').first().click();
    assert.equal(await page.locator('#read').count(), 1);
    assert.deepEqual(await wrong(page, scripts), []);
    await page.click('main .button');
    assert.equal(await page.locator('#shared ~ ul button').count(), before - 1);
    assert.equal(new URL(page.url()).pathname, '/my');
    await context.close();
  });
}

test('by keys alone: in, read, and away by the first link after the skip link', async () => {
  const context = await contextFor(browser, demo.url, []);
  const page = await context.newPage();
  const { code, phrase } = await shown(page);
  await page.goto('/my');
  await page.focus('#code');
  await page.keyboard.type(code);
  await page.keyboard.press('Tab');
  await page.keyboard.type(phrase);
  await page.keyboard.press('Enter');
  await page.waitForSelector('input[name=step][value=show]', { state: 'attached' });
  await page.locator('main button.button').press('Enter');
  await page.waitForSelector('#looked');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '/leave');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/leave');
  await context.close();
});

test('a worker ends the way in, and reads what was asked', async () => {
  const code = await codeOf(false);
  const cookies = await cookiesOf(browser, demo.url, 'responder');
  const context = await contextFor(browser, demo.url, cookies, { scripts: false });
  const page = await context.newPage();
  await page.goto('/cases');
  const href = await page.locator('tbody a').first().getAttribute('href');
  await page.goto(`${href}/space`);
  await page.fill('#phrase', PHRASE);
  await page.fill('#repeat', 'other words than those');
  await page.locator('#way ~ form .button').click();
  assert.equal(await page.locator('#repeat-error').count(), 1);
  await page.locator('#end ~ form .button').click();
  assert.equal(await page.locator('#end').count(), 0);
  const other = await contextFor(browser, demo.url, []);
  const hers = await other.newPage();
  await comeIn(hers, code, PHRASE);
  assert.equal(await hers.locator('#code-error').count(), 1);
  await other.close();
  await context.close();
});

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
