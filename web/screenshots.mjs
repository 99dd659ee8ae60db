// Pictures for the README and the guide: node screenshots.mjs FOLDER

import { contextFor, cookiesOf, openBrowser, startDemo } from './tests/browser.mjs';
import { address, routes } from './tests/routes.mjs';
import { setUp, talk } from './tests/screen/phone.mjs';

const folder = process.argv[2];
const PHONE = { width: 360, height: 760 };
const DESK = { width: 960, height: 620 };
/** Name of the picture, who looks, the page as in routes/ or its first link that fits, and on what screen. */
const SHOTS = [
  ['start', null, '/', DESK],
  ['contact', 'responder', '/contacts/new', PHONE],
  ['next', 'responder', '/cases/{id}/next', DESK],
  ['offers', 'shelter', '/offers', DESK],
  ['places', 'shelter', '/places', DESK],
  ['queue', 'decider', '/decisions', DESK],
  ['desk', 'decider', screened, DESK],
  ['today', 'casemanager', '/today', DESK],
  ['case', 'casemanager', '/cases/{id}', DESK],
  ['child', 'guardian', { from: '/cases', pick: 'tbody a' }, DESK],
  ['challenge', 'lawyer', { from: '/cases', pick: 'tr:has-text("Presumption refused") a', via: [{ pick: 'a[href$="/challenge"]' }] }, DESK],
  ['notice', 'prosecutor', { from: '/notices', pick: 'main a[href*="/notices/"]' }, DESK],
  ['queues', 'coordinator', '/queues', DESK],
  ['surge', 'coordinator', simulated, DESK],
  ['surge-curves', 'coordinator', curves, DESK],
  ['interpreting', 'interpreter', '/interpreting', DESK],
  ['rules', 'rapporteur', '/rules', DESK],
  ['reach', 'responder', '/cases/{id}/reach', PHONE],
  ['shares', 'dpo', '/oversight/shares', DESK],
  ['health', 'admin', '/health', DESK],
  ['my', null, herOwn, PHONE],
  ['phone', null, onAPhone, PHONE],
];

/** The person's own page, by the code and the words that the demonstration shows. */
async function herOwn(page) {
  await page.goto('/');
  const card = page.locator('.card', { has: page.locator('a[href="/my"]') });
  const said = await card.locator('strong').allInnerTexts();
  await page.goto('/my');
  await page.fill('#code', said[0]);
  await page.fill('#phrase', said[1]);
  await page.click('main .button');
  await page.click('main button.button');
}

/** A raid on a factory, with beds held for those at risk beside it. */
async function simulated(page) {
  await page.goto('/surge/factory-raid');
  await page.selectOption('#compare', '1');
  await page.click('main form[method=post] .button');
}

async function curves(page) {
  await page.goto('/surge/sea-route');
  await page.click('main form[method=post] .button');
  await page.locator('#curves').scrollIntoViewIfNeeded();
  await page.evaluate(() => document.querySelector('#curves').scrollIntoView());
}

/** The screening client after a talk, set up with a code that a responder of the demonstration makes. */
async function onAPhone(page) {
  const session = await page.request.post('/api/v1/demo/session', { data: { role: 'responder' } });
  const { token } = await session.json();
  const made = await page.request.post('/api/v1/devices', { headers: { authorization: `Bearer ${token}` } });
  await setUp(page, '', (await made.json()).credential);
  await talk(page, { signs: ['no', 'yes_seen', 'yes_told', 'skip', 'unsure'] });
}

/** The first desk of the queue on which there are signs to see. */
async function screened(page) {
  await page.goto('/decisions');
  for (const where of await page.locator('.task-name a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))) {
    await page.goto(where);
    if (await page.locator('section[aria-labelledby=signs] li').count() > 0) return;
  }
}

/** Goes to the page of a picture. */
async function open(page, what) {
  if (typeof what === 'function') return what(page);
  const listed = (path) => routes().find((one) => one.get === path && one.roles.length > 0);
  const entry = typeof what === 'string' ? listed(what) : { get: '{}', ...what };
  const where = await address(page, entry);
  if (where === null) throw new Error(`no link to ${entry.get} on ${entry.from}`);
  return page.goto(where);
}

const demo = await startDemo();
const browser = await openBrowser();
try {
  for (const [name, login, what, screen] of SHOTS) {
    const cookies = login ? await cookiesOf(browser, demo.url, login) : [];
    const context = await contextFor(browser, demo.url, cookies, { width: screen.width });
    const page = await context.newPage();
    await open(page, what);
    await page.screenshot({ path: `${folder}/${name}.png`, clip: { x: 0, y: 0, ...screen } });
    await context.close();
  }
} finally {
  await browser.close();
  await demo.stop();
}
