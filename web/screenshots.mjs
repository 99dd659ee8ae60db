// Pictures for the README: node screenshots.mjs FOLDER

import { contextFor, cookiesOf, openBrowser, startDemo } from './tests/browser.mjs';

const folder = process.argv[2];
const SHOTS = [
  ['start', null, '/', {}],
  ['today', 'responder', '/today', {}],
  ['today-dark', 'responder', '/today', { scheme: 'dark' }],
  ['cases', 'responder', '/cases', {}],
  ['case', 'responder', '/cases', { open: 'tbody a' }],
  ['contact-narrow', 'responder', '/contacts/new', { width: 320 }],
  ['today-arabic', 'responder', '/today', { language: 'ar' }],
];
const demo = await startDemo();
const browser = await openBrowser();
try {
  for (const [name, login, where, look] of SHOTS) {
    const cookies = login ? await cookiesOf(browser, demo.url, login) : [];
    const context = await contextFor(browser, demo.url, cookies, look);
    const page = await context.newPage();
    await page.goto(where);
    if (look.open) await page.locator(look.open).first().click();
    await page.screenshot({ path: `${folder}/${name}.png` });
    await context.close();
  }
} finally {
  await browser.close();
  await demo.stop();
}
