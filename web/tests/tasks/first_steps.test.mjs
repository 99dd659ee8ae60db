// The first responder's road by hand: from a first contact to a place that is asked for, offered and printed.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from '../browser.mjs';
import { faults, violations } from '../checks.mjs';
import { invalid } from '../html.mjs';
import { prints } from '../letters.mjs';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

// UX, steps to finish a task: screens from the first contact on.
const MOST_TO_OUTCOME = 8;
const MOST_TO_A_PLACE = 12;

/** Runs a task with scripts and without. */
async function bothWays(login, task) {
  for (const scripts of [true, false]) {
    const context = await contextFor(browser, demo.url, await cookiesOf(browser, demo.url, login), { scripts });
    await task(await context.newPage(), scripts);
    await context.close();
  }
}

/** Every page view of a page, counted as a person sees them: an answer that only leads on is none. */
function views(page) {
  const seen = { count: 0 };
  page.on('response', (answer) => {
    const is_page = answer.request().isNavigationRequest() && answer.status() < 300;
    if (is_page) seen.count += 1;
  });
  return seen;
}

const go = async (page, selector = 'main .button') => {
  await page.locator(selector).first().click();
  await page.waitForLoadState();
};

async function meet(page, { urgency = 'urgent', age = 'adult', children = '' } = {}) {
  await page.goto('/contacts/new');
  await page.check(`input[name=urgency][value=${urgency}]`);
  await page.check(`input[name=age][value=${age}]`);
  await page.selectOption('#setting', 'border_land');
  await page.selectOption('#language', 'uk');
  await page.selectOption('#placement', 'with_women');
  await page.fill('#children_with', children);
  await go(page);
}

async function tell(page, agreed = 'yes') {
  await page.check('#limits');
  await page.selectOption('#how', 'interpreter');
  await page.check(`input[name=agreed][value=${agreed}]`);
  await go(page);
}

/** Answers the short form: a yes or two, and the rest left open. */
async function answer(page, said = { FC2: 'yes_told', FC4: 'no', FC5: 'declined' }) {
  for (const [sign, value] of Object.entries(said)) {
    await page.check(`input[name=${sign}][value=${value}]`, { force: true });
  }
  await go(page, 'button[value=done]');
}

/** The words of a page, without the invisible marks around what was put into a sentence. */
const wordsOf = async (page, at = 'main') => (await page.locator(at).innerText()).replace(/[\u2066-\u2069]/g, '');

const caseOf = (page) => page.url().match(/\/cases\/[0-9a-f-]{36}/)[0];

/** What must hold of a page that only a task leads to. */
async function check(page, scripts) {
  const found = [...await faults(page), ...invalid(await page.content())];
  if (scripts) found.push(...await violations(page));
  assert.deepEqual(found, [], page.url());
}

/** The houses that could have been asked say yes by the interface for programs. */
async function sayYes(page, enquiry) {
  for (const role of ['shelter', 'shelter2', 'shelter3', 'provider2']) {
    const session = await page.request.post('/api/v1/demo/session', { data: { role } });
    if (!session.ok()) continue;
    const { token } = await session.json();
    const said = await page.request.post(`/api/v1/enquiries/${enquiry}/answer`, {
      data: { hold_minutes: 60 }, headers: { authorization: `Bearer ${token}` },
    });
    if (said.ok()) return true;
  }
  return false;
}

/** From needs to an enquiry that was sent. */
async function askForAPlace(page) {
  await page.check('input[name=tonight][value=accommodation_emergency]');
  await go(page);
  assert.match(page.url(), /\/matches$/);
  await go(page, 'a[href*="/agreements/tonight/"]');
  await page.check('input[name=answer][value=agreed]');
  await page.check('input[name=teach_back][value=in_own_words]');
  await page.selectOption('#how', 'interpreter');
  await go(page);
  assert.match(page.url(), /\/enquiries\/new\//);
  await go(page);
  assert.match(page.url(), /\/enquiries\/[0-9a-f-]{36}$/);
}

test('in danger, two screens say whom to call, and the record is open', async () => {
  await bothWays('responder', async (page) => {
    const seen = views(page);
    await meet(page, { urgency: 'danger_now' });
    assert.match(page.url(), /\/safety$/);
    assert.ok(seen.count <= 2, `${seen.count} screens`);
    assert.equal(await page.locator('.call-number a[href^="tel:"]').count(), 1);
  });
});

test('from first contact to a place asked for, offered and printed', async () => {
  await bothWays('responder', async (page, scripts) => {
    const seen = views(page);
    await meet(page);
    await tell(page);
    await answer(page);
    assert.match(page.url(), /\/screenings\/[0-9a-f-]{36}$/);
    const toOutcome = seen.count;
    assert.ok(toOutcome <= MOST_TO_OUTCOME, `${toOutcome} screens to the outcome`);
    assert.equal(await page.locator('.band.is-protect_now, .band.is-danger_now').count(), 1);
    assert.match(await wordsOf(page), /3 of 6/);
    await go(page, 'a[href$="/needs"]');
    await askForAPlace(page);
    const toAPlace = seen.count;
    assert.ok(toAPlace <= MOST_TO_A_PLACE, `${toAPlace} screens to a place`);
    console.log(`# ${toOutcome} screens to the outcome, ${toAPlace} to a place asked for`);
    await check(page, scripts);
    const [enquiry] = page.url().match(/[0-9a-f-]{36}$/);
    assert.ok(await sayYes(page, enquiry));
    await page.reload();
    await go(page, 'a[href$="/offer"]');
    await check(page, scripts);
    await go(page, 'main form .button');
    await check(page, scripts);
    await go(page, 'button[value=send]');
    assert.match(page.url(), /\/referrals\/[0-9a-f-]{36}$/);
    await check(page, scripts);
    const reference = page.url().slice(-36, -28).toUpperCase();
    assert.match(await wordsOf(page), new RegExp(reference));
    await go(page, 'a[href$="/letter"]');
    await check(page, scripts);
    assert.equal(await page.locator('.letter .qr').count(), 1);
    assert.match(await wordsOf(page, '.letter'), new RegExp(reference));
    await prints(page, 'referral');
    // A change of mind of the person, written by the sender.
    await page.goBack();
    await page.check('input[name=say][value=person_declines]');
    await go(page, 'main form .button');
    assert.match(await wordsOf(page, 'h1'), /the person decided otherwise/);
  });
});

test('nothing opens without a yes, and not now leads to help', async () => {
  await bothWays('responder', async (page) => {
    await meet(page);
    const at = caseOf(page);
    await page.goto(`${at}/screenings/new`);
    assert.match(page.url(), /\/told-before$/);
    await page.selectOption('#how', 'spoken');
    await page.check('input[name=agreed][value=yes]');
    await go(page);
    assert.equal(await page.locator('#limits-error').count(), 1);
    await tell(page, 'not_now');
    assert.match(page.url(), /\/help$/);
    assert.equal(await page.locator('.call').count(), 1);
  });
});

test('a screen without any answer still ends on help', async () => {
  await bothWays('responder', async (page) => {
    await meet(page);
    await tell(page);
    await answer(page, {});
    const words = await wordsOf(page);
    assert.match(words, /The door stays open/);
    assert.match(words, /0 of 6/);
    assert.doesNotMatch(words, /not a victim/i);
    assert.equal(await page.locator('.call').count(), 1);
  });
});

test('questions can be asked one at a time, and what was answered before is kept', async () => {
  await bothWays('responder', async (page) => {
    await meet(page);
    await tell(page);
    await page.check('input[name=FC2][value=yes_told]', { force: true });
    await go(page, 'button[value=one]');
    assert.equal(await page.locator('.question').count(), 1);
    await go(page, 'button[value=next]');
    assert.ok(await page.isChecked('input[name=FC2][value=yes_told]'));
    await go(page, 'button[value=back]');
    await page.check('input[name=FC1][value=no]', { force: true });
    await go(page, 'button[value=done]');
    assert.match(await wordsOf(page), /2 of 6/);
  });
});

test('every shipped instrument is drawn from its data', async () => {
  await bothWays('responder', async (page) => {
    await meet(page);
    await tell(page);
    const others = await page.locator('details a[href*="/screenings/new/"]').evaluateAll((links) => links.map((link) => link.href));
    assert.ok(others.length >= 2);
    for (const other of others) {
      await page.goto(other);
      assert.ok(await page.locator('.question').count() > 0, other);
      // A short one has one part.
      if (await page.locator('button[value=next]').count() === 0) continue;
      await go(page, 'button[value=next]');
      assert.ok(await page.locator('.question').count() > 0, other);
      assert.match(await wordsOf(page), /Part 2 of/);
    }
  });
});

test('nothing is given in hand unless it was asked whether that is safe', async () => {
  await bothWays('responder', async (page) => {
    await meet(page);
    await page.goto(`${caseOf(page)}/card`);
    assert.ok(await page.isChecked('input[name=carry][value=nothing]'));
    await go(page);
    assert.equal(await page.locator('.slip').count(), 0);
    await page.check('input[name=carry][value=card]');
    await go(page);
    const slip = page.locator('.slip');
    assert.equal(await slip.locator('[lang=uk]').count(), 1);
    assert.doesNotMatch(await slip.innerText(), /traffick|police|victim|case/i);
  });
});

test('who may not presume is told who does, and can say that somebody should look', async () => {
  await bothWays('responder', async (page) => {
    await meet(page);
    await page.goto(`${caseOf(page)}/presumption`);
    assert.equal(await page.locator('input[name=grounds]').count(), 0);
    await page.selectOption('#reason', 'told_by_person');
    await go(page);
    assert.match(await wordsOf(page), /Raised/);
    assert.equal(await page.locator('#reason').count(), 0);
  });
});

test('a fuller agreement is given thing by thing and withdrawn in three screens', async () => {
  await bothWays('responder', async (page, scripts) => {
    await meet(page);
    await page.goto(`${caseOf(page)}/agreements/new`);
    await go(page);
    assert.ok(await page.locator('.summary a').count() >= 4);
    await page.selectOption('#purpose', 'support');
    await page.selectOption('#unit', { index: 3 });
    await page.selectOption('#class', 'care');
    await page.check('input[name=minimum_dataset][value=agreed]', { force: true });
    await page.check('input[name=narrative][value=refused]', { force: true });
    await page.check('input[name=teach_back][value=in_own_words]');
    await page.selectOption('#how', 'interpreter');
    await go(page);
    assert.match(page.url(), /\/agreements$/);
    await go(page, 'a[href$="/sheet"]');
    await check(page, scripts);
    await prints(page, 'agreement');
    assert.equal(await page.locator('.letter [lang=uk]').count(), 1);
    await page.goBack();
    const seen = views(page);
    await page.reload();
    await go(page, 'a[href$="/withdraw"]');
    await check(page, scripts);
    await go(page);
    assert.ok(seen.count <= 3, `${seen.count} screens`);
    assert.match(await wordsOf(page), /cannot be called back/);
    await check(page, scripts);
    await page.goto(`${caseOf(page)}/agreements`);
    assert.equal(await page.locator('a[href$="/withdraw"]').count(), 0);
  });
});

test('a no to help keeps the door open, with a code only once', async () => {
  await bothWays('responder', async (page) => {
    await meet(page);
    await page.goto(`${caseOf(page)}/refusal`);
    await go(page);
    assert.equal(await page.locator('#way-error').count(), 1);
    await page.check('input[name=way][value=she_calls]');
    await page.check('#receipt');
    if (await page.locator('#shown').count() > 0) {
      await page.check('#shown');
      await page.selectOption('#region', { index: 1 });
    }
    await go(page);
    assert.match(await wordsOf(page), /Nothing of the case is closed/);
    assert.equal(await page.locator('.call-number').count(), 1);
  });
});

test('risks are kept, and an immediate one is looked at again tomorrow', async () => {
  await bothWays('responder', async (page) => {
    await meet(page);
    const at = caseOf(page);
    await page.goto(`${at}/risks`);
    await page.selectOption('#suicide', 'immediate');
    await page.selectOption('#review', '28');
    await go(page);
    assert.equal(await page.locator('.summary').count(), 1);
    assert.equal(await page.inputValue('#suicide'), 'immediate');
    await page.selectOption('#review', '1');
    await go(page);
    assert.match(page.url(), /\/next$/);
    await page.goto(`${at}/risks`);
    assert.equal(await page.locator('#why_suicide').count(), 1);
  });
});

test('children who come along are asked for by age, and a gap can be raised', async () => {
  await bothWays('responder', async (page) => {
    await meet(page, { children: '2' });
    const at = caseOf(page);
    await page.goto(`${at}/needs`);
    await page.check('input[name=tonight][value=accommodation_emergency]');
    await go(page);
    assert.equal(await page.locator('.summary').count(), 0);
    await go(page, 'main form .button');
    assert.equal(await page.locator('#ages-error').count(), 1);
    await page.fill('#ages', '٣، 9');
    await go(page, 'main form .button');
    assert.equal(await page.locator('.summary').count(), 0);
    assert.ok(await page.locator('.because, .empty').count() > 0);
    await page.goto(`${at}/gaps`);
    await page.selectOption('#need', 'accommodation_emergency');
    await page.selectOption('#region', { index: 1 });
    await go(page);
    assert.match(page.url(), /\/waits$/);
  });
});
