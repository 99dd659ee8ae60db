// A case changes hands, a need waits, an interpreter is booked, a child is spoken for: with and without scripts.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from '../browser.mjs';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

/** A page for a role, and how many screens it has seen. */
async function pageOf(login, scripts = false) {
  const context = await contextFor(browser, demo.url, await cookiesOf(browser, demo.url, login), { scripts });
  const page = await context.newPage();
  const seen = { screens: 0 };
  page.on('framenavigated', () => { seen.screens += 1; });
  return { page, seen, close: () => context.close() };
}

/** The first case of the list; `query` narrows it. */
async function firstCase(page, query = '') {
  await page.goto(`/cases${query}`);
  return page.locator('tbody a').first().getAttribute('href');
}

test('a case goes to a colleague in at most four screens, and she finds it as hers', async () => {
  for (const scripts of [true, false]) {
    const { page, seen, close } = await pageOf('socialworker', scripts);
    const at = await firstCase(page);
    const before = seen.screens;
    await page.goto(at);
    await page.click('a[href$="/transfer"]');
    const first = await page.locator('#to option').nth(1).getAttribute('value');
    await page.selectOption('#to', first);
    await page.fill('#words', 'The school knows and helps.');
    await page.click('main .button');
    assert.match(page.url(), new RegExp(`${at}$`));
    assert.ok(seen.screens - before <= 4, `${seen.screens - before} screens`);
    assert.match(await page.locator('.identity').innerText(), /Carried by/);
    await page.goto(`${at}/transfer`);
    assert.equal(await page.locator(`#to option[value="${first}"]`).count(), 0, 'who carries it is not offered');
    await page.click('main .button');
    assert.match(await page.title(), /^Error/);
    await close();
  }
});

test('a need without room waits, is seen by the unit, and ends with a word on how', async () => {
  const { page, close } = await pageOf('casemanager');
  await page.goto('/cases');
  const cases = await page.locator('tbody a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  let at;
  for (const one of cases) {
    await page.goto(`${one}/gaps`);
    if (await page.locator('#need').count() > 0) { at = one; break; }
  }
  assert.ok(at, 'some case has an open need');
  await page.selectOption('#need', { index: 1 });
  await page.selectOption('#region', { index: 1 });
  await page.click('main .button');
  assert.match(page.url(), /\/waits$/);
  await page.goto('/waits');
  await page.click('main form .button');
  assert.equal(await page.locator(`tbody a[href="${at}/waits"]`).count(), 1);
  await page.goto(`${at}/waits`);
  await page.selectOption('#need', { index: 1 });
  await page.click('main section form .button');
  assert.match(await page.title(), /^Error/, 'how it ended must be said');
  await page.check('input[name=how][value=not_needed]');
  await page.click('main section form .button');
  assert.match(await page.locator('main').innerText(), /Ended/);
  await close();
});

test('an interpreter is asked for, checked, refused for a conflict, and booked', async () => {
  const her = await pageOf('interpreter');
  await her.page.goto('/interpreting');
  await her.page.check('input[name=languages][value=uk]');
  await her.page.check('input[name=modes][value=remote]');
  await her.page.check('input[name=sex][value=female]');
  await her.page.click('main section form .button');
  assert.match(her.page.url(), /\/interpreting$/);
  const { page, seen, close } = await pageOf('casemanager');
  const at = await firstCase(page);
  const before = seen.screens;
  await page.goto(`${at}/bookings`);
  await page.selectOption('#language', 'uk');
  await page.fill('#on-year', '2099');
  await page.fill('#on', '3');
  await page.fill('#on-month', '6');
  await page.fill('#time', '14:30');
  await page.click('main section form .button');
  await page.locator('input[name=interpreter]').first().check();
  const answer = async (field, said) => page.check(`input[name=${field}][value=${said}]`);
  for (const field of ['from_companion', 'relative', 'same_community']) await answer(field, 'no');
  await answer('tied_to_danger', 'yes');
  await page.click('button[value=propose]');
  assert.match(await page.title(), /^Error/, 'a conflict is not waved aside');
  await answer('tied_to_danger', 'no');
  await page.click('button[value=propose]');
  await page.click('button[value=yes]');
  assert.ok(seen.screens - before <= 6, `${seen.screens - before} screens`);
  assert.match(await page.locator('main').innerText(), /Booked/);
  await her.page.goto('/interpreting');
  assert.match(await her.page.locator('#appointments ~ ul').innerText(), /14:30|2:30/);
  await page.click('button[value=did_not_come]');
  assert.match(await page.locator('main').innerText(), /Somebody is looked for/);
  await her.close();
  await close();
});

test('sharing by law is checked before it is done, and not done without its law', async () => {
  const { page, close } = await pageOf('casemanager');
  const at = await firstCase(page);
  await page.goto(`${at}/by-law`);
  await page.check('input[name=ground][value=legal_duty]');
  await page.selectOption('#purpose', 'support');
  await page.selectOption('#unit', { index: 1 });
  await page.selectOption('#class', 'care');
  await page.check('input[name=what][value=minimum_dataset]');
  await page.click('main form .button');
  assert.match(await page.title(), /^Error/);
  await page.fill('#law', 'Children Act 1989 s. 47');
  await page.click('main form .button');
  assert.match(await page.locator('h1').innerText(), /Check/);
  await page.click('button[value=share]');
  assert.match(page.url(), /\/agreements$/);
  await close();
});

test('more time is given by the body that decides, for a reason of the law', async () => {
  const { page, close } = await pageOf('decider');
  await page.goto('/cases');
  const cases = await page.locator('tbody a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  for (const one of cases) {
    await page.goto(`${one}/more-time`);
    if (await page.locator('input[name=which]').count() === 0) continue;
    await page.click('main form .button');
    assert.match(await page.title(), /^Error/);
    await page.locator('input[name=which]').first().check();
    await page.click('main form .button');
    assert.match(page.url(), new RegExp(`${one}$`));
    break;
  }
  await close();
});

test('a guardian objects and says what is best; whoever carries the case reads it and answers', async () => {
  const guardian = await pageOf('guardian');
  const at = await firstCase(guardian.page);
  await guardian.page.goto(`${at}/objections`);
  await guardian.page.click('main section form .button');
  assert.match(await guardian.page.title(), /^Error/);
  await guardian.page.check('input[name=to][value=referral]');
  await guardian.page.fill('#words', 'The house is near the people he fled.');
  await guardian.page.click('main section form .button');
  assert.match(await guardian.page.locator('main').innerText(), /waits for an answer/);
  await guardian.page.goto(`${at}/best-interests`);
  await guardian.page.check('input[name=about][value=referral]');
  await guardian.page.check('input[name=view][value=said]');
  await guardian.page.fill('#guardian', 'The move can wait.');
  await guardian.page.fill('#what-1', 'Stay with the foster family');
  await guardian.page.click('main section form .button');
  assert.match(await guardian.page.title(), /^Error/, 'an option is weighed, and the child is heard');
  await guardian.page.fill('#good-1', 'School goes on');
  await guardian.page.fill('#child', 'I want to stay at my school.');
  await guardian.page.click('main section form .button');
  assert.match(await guardian.page.locator('main').innerText(), /School goes on/);
  let answered = false;
  for (const login of demo.roles.filter((role) => role !== 'guardian')) {
    const { page, close } = await pageOf(login);
    const reply = await page.goto(`${at}/objections/0`);
    if (reply.status() === 200) {
      await page.goto(at);
      assert.match(await page.locator('#guardian-says').innerText(), /guardian says/);
      await page.goto(`${at}/objections/0`);
      await page.check('input[name=outcome][value=plan_changed]');
      await page.fill('#words', 'Another house was found.');
      await page.click('main form .button');
      answered = /\/objections$/.test(page.url());
    }
    await close();
    if (answered) break;
  }
  assert.ok(answered, 'somebody carries the case');
  await guardian.page.goto(`${at}/objections`);
  assert.match(await guardian.page.locator('main').innerText(), /Another house was found/);
  await guardian.close();
});
