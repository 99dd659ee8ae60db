// The co-ordinator simulates a surge: chooses, changes a number, compares, pastes her own, reads what is wrong with it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from '../browser.mjs';

const OVERLAY = readFileSync(new URL('../../../profiles/overlays/gb-ew-border-surge.toml', import.meta.url), 'utf8');
const DESK = `format = 1
name = "desk"
days = 4
[arrivals]
rate = 4
[[station]]
name = "desk"
servers = 3
service = { mean = 1 }
[[standard]]
name = "short wait"
station = "desk"
within = 1
[[policy]]
name = "two more"
set = { "station.desk.servers" = 5 }
[[profile]]
field = "recognition.presume.roles"
set = { "station.desk.service" = { mean = 0.5 } }
`;

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

async function as(login, width = 1280) {
  const context = await contextFor(browser, demo.url, await cookiesOf(browser, demo.url, login), { scripts: false, width });
  return { page: await context.newPage(), done: () => context.close() };
}

const run = async (page) => {
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === 'POST'), page.click('main form[method=post] .button'),
  ]);
  await page.waitForLoadState();
  return answer.status();
};

/** Every curve has its table, and paper shows the table too. */
async function twins(page) {
  const curves = await page.locator('figure.curve svg').count();
  assert.ok(curves > 0);
  assert.equal(await page.locator('figure.curve details table').count(), curves);
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('figure.curve details table').first().isVisible(), 'printed with its figures');
  assert.equal(await page.locator('main form').first().isVisible(), false, 'a form is not printed');
  await page.emulateMedia({ media: 'screen' });
}

test('a shipped scenario is chosen, a number is changed, and a policy is compared', async () => {
  const { page, done } = await as('coordinator');
  await page.goto('/surge');
  await page.click('main a[href="/surge/factory-raid"]');
  await page.fill('#replications', '');
  assert.equal(await run(page), 422);
  await page.fill('#replications', '2');
  await page.fill('#arrivals', '150');
  await page.selectOption('#compare', '1');
  assert.equal(await run(page), 200);
  assert.match(await page.locator('.gap').first().innerText(), /First gap/);
  assert.equal(await page.locator('.gap').count(), 2);
  assert.match(await page.locator('.notices').innerText(), /Nobody knows the share/);
  assert.match(await page.locator('main').innerText(), /It forecasts no trafficking/);
  assert.equal(await page.inputValue('#arrivals'), '150');
  await twins(page);
  await done();
});

test('an own scenario is told by line what is wrong, keeps every word, and then runs', async () => {
  const { page, done } = await as('coordinator');
  await page.goto('/surge/own');
  assert.equal(await run(page), 422);
  const wrong = DESK.replace('rate = 4', 'rate = -4');
  await page.fill('#file', wrong);
  assert.equal(await run(page), 422);
  assert.match(await page.locator('main').innerText(), /scenario:5: arrivals\.rate/);
  assert.equal(await page.inputValue('#file'), wrong);
  await page.fill('#file', DESK);
  assert.equal(await run(page), 200);
  assert.match(await page.locator('.gap').innerText(), /short wait/);
  await page.selectOption('#compare', '1');
  await page.fill('#rules', OVERLAY);
  assert.equal(await run(page), 422, 'a policy or rules, not both');
  await page.selectOption('#compare', '');
  assert.equal(await run(page), 200);
  assert.match(await page.locator('#compared').innerText(), /Many people at the border/);
  assert.match(await page.locator('main').innerText(), /offers\.reply_night_minutes/, 'what means nothing here is told');
  await twins(page);
  await done();
});

test('a begun scenario comes with every word, and nobody else simulates', async () => {
  const { page, done } = await as('coordinator', 320);
  await page.goto('/surge/own?from=factory-raid');
  assert.match(await page.inputValue('#file'), /^# One morning/);
  assert.equal((await page.goto('/surge/unknown')).status(), 404);
  await done();
  const other = await as('casemanager');
  assert.equal((await other.page.goto('/surge')).status(), 403);
  await other.done();
});
