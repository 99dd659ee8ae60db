// Every page for every role that reads it, as it looks on a telephone and on a desk.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from './browser.mjs';
import { faults, MOST_BYTES, MOST_REQUESTS, traffic, violations } from './checks.mjs';
import { invalid } from './html.mjs';
import { signedIn } from './http.mjs';
import { address, readers, routes } from './routes.mjs';
import { kindOf, reached } from './walk.mjs';

const NARROW = { language: 'en', width: 320, scheme: 'light' };
const WIDE = { language: 'ar', width: 1280, scheme: 'dark' };
const WHOLE = ['en', 'ar'].flatMap((language) => [320, 1280].flatMap((width) =>
  ['light', 'dark'].map((scheme) => ({ language, width, scheme }))));
const LOOKS = process.env.HAVENWARD_PAGES === 'whole' ? WHOLE : [NARROW, WIDE];

/** Only the pages of some nouns, to look at by hand: `HAVENWARD_PAGES_OF=places,offers`. */
const ONLY = process.env.HAVENWARD_PAGES_OF?.split(',');

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

/** Who has looked at which kind of page by the list. */
const done = new Set();

async function look(page, entry, where) {
  const seen = traffic(page, demo.url);
  const answer = await page.goto(where);
  const problems = [];
  if (answer.status() !== (entry.status ?? 200)) problems.push(`status ${answer.status()}`);
  problems.push(...invalid(await answer.text()), ...await faults(page), ...await violations(page));
  if (seen.bytes > MOST_BYTES) problems.push(`${seen.bytes} bytes`);
  if (seen.requests > MOST_REQUESTS) problems.push(`${seen.requests} requests`);
  problems.push(...seen.elsewhere.map((url) => `third party: ${url}`));
  return problems;
}

test('every page holds for every role', async () => {
  const problems = [];
  let looked = 0;
  const byRole = new Map();
  done.clear();
  // A page that only a task leads to is looked at there.
  for (const entry of routes().filter((entry) => entry.get && !entry.task && (!ONLY || ONLY.includes(entry.noun)))) {
    for (const login of readers(entry, demo.roles)) {
      byRole.set(login, [...(byRole.get(login) ?? []), entry]);
    }
  }
  for (const [login, entries] of byRole) {
    const cookies = login ? await cookiesOf(browser, demo.url, login) : [];
    for (const how of LOOKS) {
      const context = await contextFor(browser, demo.url, cookies, how);
      for (const entry of entries) {
        const page = await context.newPage();
        const where = await address(page, entry);
        if (where === null) problems.push(`${entry.get} as ${login}: no link to it on ${entry.from}`);
        else {
          looked += 1;
          done.add(`${login} ${kindOf(where)}`);
          const name = `${entry.get} as ${login ?? 'nobody'}, ${how.width} ${how.language} ${how.scheme}`;
          problems.push(...(await look(page, entry, where)).map((problem) => `${name}: ${problem}`));
        }
        await page.close();
      }
      await context.close();
    }
  }
  console.log(`# ${looked} pages looked at`);
  assert.deepEqual(problems, []);
});

/** The first account of each role. */
const firsts = () => demo.people.filter(({ role }, nth) => demo.people.findIndex((one) => one.role === role) === nth).map((one) => one.login);

test('every page that a role gets to holds for that role', async () => {
  const problems = [];
  const seen = new Set();
  let [looked, alike] = [0, 0];
  // What another role has looked at is not looked at twice, unless all of it is asked for.
  const isNew = ({ parts }) => {
    const is_new = LOOKS === WHOLE || !seen.has(parts);
    seen.add(parts);
    alike += is_new ? 0 : 1;
    return is_new;
  };
  for (const login of firsts()) {
    const starts = routes().filter((entry) => entry.get && !entry.get.includes('{') && !entry.status && readers(entry, demo.roles).includes(login));
    const found = await reached(await signedIn(demo.url, login), starts.map((entry) => entry.get));
    const paths = [...found].filter(([kind]) => !done.has(`${login} ${kind}`)).map(([, one]) => one).filter(isNew).map(({ path }) => path);
    const cookies = await cookiesOf(browser, demo.url, login);
    for (const how of ONLY ? [] : LOOKS) {
      const context = await contextFor(browser, demo.url, cookies, how);
      for (const where of paths) {
        const page = await context.newPage();
        looked += 1;
        const name = `${kindOf(where)} as ${login}, ${how.width} ${how.language} ${how.scheme}`;
        problems.push(...(await look(page, {}, where)).map((problem) => `${name}: ${problem}`));
        await page.close();
      }
      await context.close();
    }
  }
  console.log(`# ${looked} pages looked at, ${alike} are built like one of them`);
  assert.deepEqual(problems, []);
});

test('every form has a task that sends it', () => {
  for (const entry of routes().filter((entry) => entry.post || entry.task)) {
    assert.ok(existsSync(new URL(`tasks/${entry.task}`, import.meta.url)), `${entry.post ?? entry.get}: ${entry.task}`);
  }
});
