// The top task of each role by keys alone: Tab, Enter, Space, arrows, letters. At every stop the focus is seen and
// not covered, no stop holds it fast, and the first stop leads past everything to what the page is about.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from './browser.mjs';

/** More stops than any page has. */
const MOST_STOPS = 300;

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

/** What is wrong with the place where the focus is: lost, unseen, or covered by something else. */
const wrongHere = () => {
  const at = document.activeElement;
  if (at === document.body || at === null) return 'the focus is lost';
  const name = `${at.tagName} ${at.id || at.name || at.textContent.trim().slice(0, 30)}`;
  const shown = at.closest('.chip') ? at.nextElementSibling : at;
  const style = getComputedStyle(shown);
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return `the focus is not seen on ${name}`;
  const box = shown.getClientRects()[0];
  if (!box) return `the focus is on what is not shown: ${name}`;
  // WCAG 2.2, 2.4.11: never wholly hidden.
  const is_on_top = (across, down) => {
    const top = document.elementFromPoint(box.x + box.width * across, box.y + box.height * down);
    return top !== null && (shown.contains(top) || at.contains(top) || at.labels?.[0]?.contains(top));
  };
  if (![[0.5, 0.5], [0.05, 0.1], [0.95, 0.1], [0.05, 0.9], [0.95, 0.9]].some(([across, down]) => is_on_top(across, down))) return `covered or out of sight: ${name}`;
  return '';
};

/** A reader who has a keyboard and nothing else. */
class Keys {
  constructor(page) { this.page = page; }

  async press(key) { await this.page.keyboard.press(key); }

  /** Goes on by Tab until the focus is on something of this kind; every stop on the way must hold. */
  async to(selector) {
    const at = await this.page.evaluateHandle(() => document.activeElement);
    if (await at.evaluate((one, wanted) => one.matches(wanted), selector)) return this;
    let last = '';
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      await this.press('Tab');
      const wrong = await this.page.evaluate(wrongHere);
      // After the last stop the browser's own bar has the focus; the next Tab begins anew.
      if (wrong === 'the focus is lost') { last = ''; continue; }
      assert.equal(wrong, '', this.page.url());
      const [is_there, is_same] = await this.page.evaluate(([wanted, before]) => {
        const one = document.activeElement;
        const is_same = before !== '' && one.dataset.stop === before;
        one.dataset.stop = `${before}|`;
        return [one.matches(wanted), is_same];
      }, [selector, last]);
      assert.ok(!is_same, `held fast on ${this.page.url()}`);
      if (is_there) return this;
    }
    throw new Error(`no way by Tab to ${selector} on ${this.page.url()}`);
  }

  async type(selector, text) {
    await this.to(selector);
    await this.press('Control+a');
    await this.page.keyboard.type(text);
  }

  /** A radio: Tab comes to its group, arrows go through it. */
  async choose(name, value) {
    await this.to(`input[name="${name}"]`);
    await this.press('Space');
    for (let turn = 0; turn < 40 && await this.page.evaluate(() => document.activeElement.value) !== value; turn += 1) await this.press('ArrowDown');
    assert.equal(await this.page.evaluate(() => document.activeElement.value), value);
  }

  async tick(selector) { await this.to(selector); await this.press('Space'); }

  async select(name, value) {
    await this.to(`select[name="${name}"]`);
    for (let turn = 0; turn < 400 && await this.page.evaluate(() => document.activeElement.value) !== value; turn += 1) await this.press('ArrowDown');
    assert.equal(await this.page.evaluate(() => document.activeElement.value), value);
  }

  /** Enter on a link or a button leads on. */
  async enter(selector) {
    await this.to(selector);
    await Promise.all([this.page.waitForEvent('load'), this.press('Enter')]);
    return this;
  }

  /** The first stop of every page is the way past its head. */
  async skip() {
    await this.press('Tab');
    assert.equal(await this.page.evaluate(() => document.activeElement.className), 'skip');
    assert.equal(await this.page.evaluate(wrongHere), '');
    await this.press('Enter');
    assert.equal(await this.page.evaluate(() => document.activeElement.id), 'main');
  }
}

async function by(login, where, task) {
  const context = await contextFor(browser, demo.url, login ? await cookiesOf(browser, demo.url, login) : []);
  const page = await context.newPage();
  await page.goto(where);
  const keys = new Keys(page);
  await keys.skip();
  await task(keys, page);
  await context.close();
}

test('a first responder meets somebody in danger, and is told whom to call', () => by('responder', '/contacts/new', async (keys, page) => {
  await keys.choose('urgency', 'danger_now');
  await keys.choose('age', 'adult');
  await keys.select('setting', 'border_land');
  await keys.select('language', 'uk');
  await keys.enter('main .button');
  assert.match(page.url(), /\/safety$/);
  await keys.to('.call-number a');
}));

test('a first responder tells, asks, and reads what to do now', () => by('responder', '/contacts/new', async (keys, page) => {
  await keys.choose('urgency', 'urgent');
  await keys.choose('age', 'adult');
  await keys.select('setting', 'border_land');
  await keys.select('language', 'uk');
  await keys.enter('main .button');
  await keys.tick('#limits');
  await keys.select('how', 'interpreter');
  await keys.choose('agreed', 'yes');
  await keys.enter('main .button');
  await keys.choose('FC2', 'yes_told');
  await keys.enter('button[value=done]');
  assert.match(page.url(), /\/screenings\/[0-9a-f-]{36}$/);
}));

test('a case manager turns an overdue task into a note and the next step', () => by('casemanager', '/today', async (keys, page) => {
  await keys.enter('.task-links a[href*="/notes?task="]');
  await keys.type('#text', 'Talked on the telephone.');
  await keys.select('step', 'meet_person');
  await keys.enter('main .button');
  assert.match(page.url(), /\/today$/);
}));

test('a house says how many places are free, and answers', () => by('shelter', '/places', async (keys, page) => {
  await keys.enter('.card .button');
  await keys.type('#free', '1');
  await keys.enter('main .button');
  assert.match(page.url(), /\/places$/);
  await keys.enter('nav a[href="/offers"]');
  await keys.enter('a[href^="/enquiries/"]');
  await keys.choose('room', 'yes');
  await keys.enter('main form .button');
  assert.match(page.url(), /\/offers$/);
}));

test('a decision is made from the queue to its letter', () => by('decider', '/decisions', async (keys, page) => {
  await keys.enter('.task-name a');
  await keys.choose('answer', 'yes');
  await keys.tick('input[name=reasons][value=credible_account]');
  await keys.type('#words', 'We believe you.');
  await keys.enter('button[value=check]');
  await keys.enter('button[value=decide]');
  assert.match(page.url(), /\/decisions\/[0-9a-f-]{36}$/);
}));

test('a form with errors leads by its summary to each of them', () => by('responder', '/contacts/new', async (keys, page) => {
  await keys.enter('main .button');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'summary');
  await keys.to('.summary a[href="#urgency"]');
  await keys.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'urgency');
}));

test('the acts are filtered by whoever guards the data', () => by('dpo', '/oversight/acts', async (keys, page) => {
  await keys.select('kind', 'accesses');
  await keys.enter('.filters .button');
  assert.match(page.url(), /kind=accesses/);
}));

test('an account is made', () => by('admin', '/accounts/new', async (keys, page) => {
  await keys.type('#login', 'keys1');
  await keys.type('#name', 'Kay Invented');
  await keys.to('#unit');
  await keys.press('ArrowDown');
  await keys.select('role', 'shelter');
  await keys.enter('main .button');
  assert.equal(await page.locator('.note pre').count(), 1);
}));

test('the person comes in by code and phrase, reads, and is away at once', () => by(null, '/my', async (keys, page) => {
  const start = await page.context().newPage();
  await start.goto('/');
  const card = start.locator('.card', { has: start.locator('a[href="/my"]') });
  const [code, phrase] = [await card.locator('strong').first().innerText(), await card.locator('strong').nth(1).innerText()];
  await start.close();
  await keys.type('#code', code);
  await keys.type('#phrase', phrase);
  await keys.enter('main .button');
  await keys.enter('main button.button');
  assert.ok(await page.locator('section').count() >= 5);
  await keys.enter('.exit a');
  assert.match(page.url(), /\/leave$/);
}));

test('a guardian objects to what is planned for a child', () => by('guardian', '/cases', async (keys, page) => {
  await keys.enter('tbody a');
  await keys.enter('main a[href$="/objections"]');
  await keys.choose('to', 'referral');
  await keys.type('#words', 'The house is near the people he fled.');
  await keys.enter('main section form .button');
  assert.match(await page.locator('main').innerText(), /waits for an answer/);
}));

test('a lawyer challenges a refusal', () => by('lawyer', '/cases', async (keys, page) => {
  const refused = await page.locator('tr:has-text("Presumption refused") a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const open = [];
  for (const at of refused) {
    const answer = await page.request.get(at);
    if ((await answer.text()).includes(`${at}/challenge`)) open.push(at);
  }
  assert.ok(open.length > 0, 'some refusal can be challenged');
  await keys.enter(`a[href="${open[0]}"]`);
  await keys.enter('main a[href$="/challenge"]');
  await keys.choose('rule', await page.locator('input[name=rule]').first().inputValue());
  await keys.choose('ground', await page.locator('input[name=ground]').first().inputValue());
  await keys.type('#words', 'There is a letter that nobody read.');
  await keys.enter('main form .button');
  assert.match(page.url(), new RegExp(`${open[0]}$`));
}));

test('an advocate reads what happened and who has looked', () => by('advocate', '/cases', async (keys, page) => {
  await keys.enter('tbody a');
  await keys.enter('main a[href$="/looks"]');
  assert.match(page.url(), /\/looks$/);
}));

test('a prosecutor opens a notice, and has read it', () => by('prosecutor', '/notices', async (keys, page) => {
  await keys.enter('main a[href*="/notices/"]');
  assert.equal(await page.locator('.letter').count(), 1);
  await keys.enter('nav a[href="/today"]');
  assert.equal(await page.locator('main a[href*="/notices/"]').count(), 0);
}));

test('an interpreter says what she interprets', () => by('interpreter', '/interpreting', async (keys, page) => {
  await keys.tick('input[name=languages][value=uk]');
  await keys.choose('sex', 'female');
  await keys.tick('input[name=modes][value=remote]');
  await keys.enter('main section form .button');
  assert.match(page.url(), /\/interpreting$/);
  assert.equal(await page.locator('.summary').count(), 0);
}));

test('a member of a panel goes from the queue to the desk', () => by('panellist', '/decisions', async (keys, page) => {
  await keys.enter('.task-name a');
  assert.match(page.url(), /\/decide\/[a-z_]+$/);
}));

// Read from end to end: what these come for is on the page itself.
for (const [login, where] of [['coordinator', '/queues'], ['rapporteur', '/rules']]) {
  test(`${login} goes through ${where} to its end and comes out of it`, () => by(login, where, async (keys) => {
    await keys.to('footer button');
    await keys.to('.skip');
  }));
}
