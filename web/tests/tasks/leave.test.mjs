// Leaving a page of the person herself at once: by Shift three times and by the bar, with scripts and without.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextFor, openBrowser, startDemo } from '../browser.mjs';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

async function opened(path, look) {
  const context = await contextFor(browser, demo.url, [], look);
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

const press = async (page, ...keys) => { for (const key of keys) await page.keyboard.press(key); };

test('Shift three times leaves every page of hers, and going back finds nothing of it', async () => {
  for (const path of ['/info', '/my']) {
    const page = await opened(path);
    const title = await page.title();
    await Promise.all([page.waitForURL('**/leave'), press(page, 'Shift', 'Shift', 'Shift')]);
    await page.goBack().catch(() => null);
    assert.ok(!page.url().endsWith(path), 'the page was replaced and is no step of the history');
    assert.notEqual(await page.title(), title);
    await page.context().close();
  }
});

test('the page is empty before the next one has come', async () => {
  const page = await opened('/info');
  // The next page never comes: what is left is what somebody beside her sees meanwhile.
  await page.route('**/leave', (route) => route.abort('aborted'));
  await press(page, 'Shift', 'Shift', 'Shift');
  assert.equal(await page.evaluate(() => document.body.childNodes.length + document.title.length), 0);
  await page.context().close();
});

test('whoever types capital letters stays, and so does whoever holds the key down', async () => {
  const page = await opened('/my');
  await page.focus('#code');
  await press(page, 'Shift+A', 'Shift+B', 'Shift+C', 'Shift', 'Shift', 'Tab', 'Shift');
  await page.keyboard.down('Shift');
  await page.keyboard.down('Shift');
  await page.keyboard.up('Shift');
  assert.equal(new URL(page.url()).pathname, '/my');
  assert.equal(await page.locator('#code').count(), 1);
  await page.context().close();
});

test('the bar leaves with scripts and without', async () => {
  for (const scripts of [true, false]) {
    const page = await opened('/info', { scripts });
    await Promise.all([page.waitForURL('**/leave'), page.click('.exit a')]);
    assert.equal(await page.locator('header').count(), 0);
    await page.context().close();
  }
});
