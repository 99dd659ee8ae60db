// Screens and seconds to finish a task, counted. The seconds are the keystroke-level model of Card, Moran and Newell
// (1980): they tell whether a task has grown, and nothing about how long a person really needs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from './browser.mjs';

// A key, a move of the pointer, a hand between pointer and keys, a thought; in seconds.
const [KEY, POINT, HAND, THINK] = [0.28, 1.1, 0.4, 1.35];

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

/** A hand at a page: does what a person does, and counts it. */
class Hand {
  screens = 0;
  seconds = 0;

  constructor(page) {
    this.page = page;
    page.on('load', () => { this.screens += 1; });
  }

  async click(selector) {
    this.seconds += THINK + POINT + KEY;
    await this.page.locator(selector).first().click();
  }

  /** A click that leads to another page. */
  async go(selector) { await Promise.all([this.page.waitForEvent('load'), this.click(selector)]); }

  async pick(selector, value) {
    this.seconds += THINK + 2 * (POINT + KEY);
    await this.page.selectOption(selector, value);
  }

  async type(selector, text) {
    this.seconds += THINK + POINT + KEY + 2 * HAND + KEY * text.length;
    await this.page.fill(selector, text);
  }
}

/** A task within its limits (UX, section 7): `start` is the first screen. */
function within(name, login, start, screens, seconds, task) {
  test(`${name}: at most ${screens} screens and ${seconds} seconds`, async () => {
    const cookies = login ? await cookiesOf(browser, demo.url, login) : [];
    const context = await contextFor(browser, demo.url, cookies);
    const page = await context.newPage();
    const hand = new Hand(page);
    await page.goto(start);
    await task(hand, page);
    console.log(`# ${name}: ${hand.screens} screens, ${hand.seconds.toFixed(0)} s`);
    assert.ok(hand.screens <= screens, `${hand.screens} screens`);
    assert.ok(hand.seconds <= seconds, `${hand.seconds} s`);
    await context.close();
  });
}

within('danger now, and told whom to call', 'responder', '/contacts/new', 2, 20, async (hand, page) => {
  await hand.click('input[name=urgency][value=danger_now]');
  await hand.click('input[name=age][value=adult]');
  await hand.pick('#setting', 'border_land');
  await hand.pick('#language', 'uk');
  await hand.go('main .button');
  assert.equal(await page.locator('.call-number a').count(), 1);
});

// The clock stops when a safe place is asked for. The person's agreement is among the screens; nobody hurries her.
within('from a first contact to a safe place asked for', 'responder', '/contacts/new', 12, 360, async (hand, page) => {
  await hand.click('input[name=urgency][value=urgent]');
  await hand.click('input[name=age][value=adult]');
  await hand.pick('#setting', 'border_land');
  await hand.pick('#language', 'uk');
  await hand.pick('#placement', 'with_women');
  await hand.go('main .button');
  await hand.click('#limits');
  await hand.pick('#how', 'interpreter');
  await hand.click('input[name=agreed][value=yes]');
  await hand.go('main .button');
  await page.locator('input[name=FC2][value=yes_told]').check({ force: true });
  await page.locator('input[name=FC4][value=no]').check({ force: true });
  hand.seconds += 2 * (THINK + POINT + KEY);
  await hand.go('button[value=done]');
  await hand.go('main a[href$="/needs"]');
  await hand.click('input[name=tonight][value=accommodation_emergency]');
  await hand.go('main .button');
  await hand.go('a[href*="/agreements/tonight/"]');
  await hand.click('input[name=answer][value=agreed]');
  await hand.click('input[name=teach_back][value=in_own_words]');
  await hand.pick('#how', 'interpreter');
  await hand.go('main .button');
  await hand.go('main .button');
  assert.match(page.url(), /\/enquiries\/[0-9a-f-]{36}$/);
});

within('an overdue task, its note and the next step', 'casemanager', '/today', 4, 90, async (hand, page) => {
  await hand.go('.task.is-over .task-links a[href*="/notes?task="]');
  await hand.type('#text', 'Talked on the telephone. She is well and asks for a doctor.');
  await hand.pick('#step', 'meet_person');
  await hand.go('main .button');
  assert.match(page.url(), /\/today$/);
});

// The board that shows what was saved is the first screen again.
within('change free places', 'shelter', '/places', 3, 15, async (hand, page) => {
  await hand.go('.card .button');
  await hand.type('#free', '1');
  await hand.go('main .button');
  assert.match(page.url(), /\/places$/);
});

within('answer whether there is room', 'shelter', '/offers', 3, 45, async (hand, page) => {
  await hand.go('a[href^="/enquiries/"]');
  await hand.click('input[name=room][value=yes]');
  await hand.go('main form .button');
  assert.match(page.url(), /\/offers$/);
});

within('from the queue to a reasoned decision and its letter', 'decider', '/decisions', 5, 240, async (hand, page) => {
  await hand.go('.task-name a');
  await hand.click('input[name=answer][value=yes]');
  await hand.click('input[name=reasons][value=credible_account]');
  await hand.click('input[name=reasons][value=corroborated]');
  await hand.type('#words', 'What you told us fits with what was seen at the border. We believe you.');
  await hand.go('button[value=check]');
  await hand.go('button[value=decide]');
  assert.equal(await page.locator('svg.qr').count(), 1);
});

within('rights in one\'s own language', null, '/info', 2, 20, async (hand, page) => {
  await hand.go('button[name=language][value=uk]');
  assert.equal(await page.getAttribute('html', 'lang'), 'uk');
});

within('an agreement that the person stops', null, '/', 3, 60, async (hand, page) => {
  const card = page.locator('.card', { has: page.locator('a[href="/my"]') });
  const [code, phrase] = [await card.locator('strong').first().innerText(), await card.locator('strong').nth(1).innerText()];
  await page.goto('/my');
  await page.fill('#code', code);
  await page.fill('#phrase', phrase);
  await page.click('main .button');
  await page.click('main button.button');
  // She is in: her record is the first screen.
  await page.locator('#shared').waitFor();
  [hand.screens, hand.seconds] = [1, 0];
  await hand.go('#shared ~ ul button');
  await hand.go('main form .button');
  assert.equal(await page.locator('#read').count(), 1);
});
