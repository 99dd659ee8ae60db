// What a page offers, its reader may do: no link and no button leads to "you may not" or "there is no such page".

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startDemo } from './browser.mjs';
import { filled } from './forms.mjs';
import { signedIn } from './http.mjs';
import { readers, routes } from './routes.mjs';
import { kindOf } from './walk.mjs';

/** Pages of one kind that one reader looks at: a child's case offers what an adult's does not. */
const OF_A_KIND = 4;
/** They stand around every page; what they do is tried elsewhere. */
const AROUND = ['/sign-out', '/language', '/demo/clock'];
/** What refuses: the role may not, or the thing is not there for it. */
const REFUSED = [403, 404];

let demo;
before(async () => { demo = await startDemo(); });
after(async () => { await demo?.stop(); });

const all = routes();
const entryOf = (action) => all.find(({ post }) => post && new RegExp(`^${post.replace(/\{[a-z]+\}/g, '[^/]+')}$`).test(action)) ?? {};
const startsOf = (login) => all.filter((entry) => entry.get && !entry.get.includes('{') && !entry.status && readers(entry, demo.roles).includes(login)).map((entry) => entry.get);
/** Pages of a case that hang on nothing but the case. */
const OF_A_CASE = all.filter(({ get }) => /^\/cases\/\{id\}\/[^{]+$/.test(get ?? '')).map(({ get }) => get.replace('/cases/{id}', ''));
/** Addresses that name nothing. */
const TYPED = all.filter(({ get, status }) => get && !status && !get.includes('{') && !['/leave', '/'].includes(get)).map(({ get }) => get);
/** Somebody dealt with it meanwhile: said with 409 on a page without a form. */
const isGone = (answer) => answer.status === 409 && answer.forms().length === 0 && answer.flaws().length === 0;

/** A task may have been dealt with since its list was read, by the clock or by a colleague; then the list says so. */
async function isStillOffered(reader, path, from) {
  if (from === null) return false;
  return from === 'a start' || (await reader.get(from)).links().includes(path) && REFUSED.includes((await reader.get(path)).status);
}

/** Follows every link from the pages of a reader; gives the forms that they offer, one of a kind. */
async function walked(login, problems) {
  const reader = await signedIn(demo.url, login);
  const starts = startsOf(login);
  const [seen, had, forms, queue] = [new Map(), new Set(starts), new Map(), [...starts.map((path) => ({ path, from: 'a start' })), ...TYPED.map((path) => ({ path, from: null }))]];
  while (queue.length > 0) {
    const { path, from } = queue.shift();
    const kind = kindOf(path);
    if ((seen.get(kind) ?? 0) >= OF_A_KIND) continue;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    const answer = await reader.onward(await reader.get(path));
    if (REFUSED.includes(answer.status) && await isStillOffered(reader, path, from)) problems.push(`${login}: ${kindOf(from)} links to ${kind}, which answers ${answer.status}`);
    if (answer.status !== 200 || !/html/.test(answer.headers['content-type'] ?? '')) continue;
    for (const form of answer.forms().filter((one) => !AROUND.includes(one.action))) {
      const shape = `${kindOf(form.action)} ${form.hidden.filter(([name]) => ['step', 'say'].includes(name)).join()} ${form.buttons.join()}`;
      if (!forms.has(shape)) forms.set(shape, { path: answer.path, shape, of: (page) => page.forms().find((one) => one.action === form.action && one.shape === form.shape) });
    }
    // Who knows an address may type it: what answers must not offer more than what is linked to.
    if (/^\/cases\/[0-9a-f-]{36}$/.test(path)) {
      for (const below of OF_A_CASE) queue.push({ path: path + below, from: null });
    }
    for (const link of answer.links()) {
      if (had.has(link) || link.startsWith('/leave') || link === '/') continue;
      had.add(link);
      queue.push({ path: link, from: path });
    }
  }
  return { reader, looked: had.size, forms: [...forms.values()] };
}

test('no link and no button leads to a refusal', async () => {
  const problems = [];
  const offered = [];
  let looked = 0;
  // Every link of everybody first: what is sent changes what others find.
  for (const login of demo.people.map((one) => one.login)) {
    const walk = await walked(login, problems);
    looked += walk.looked;
    offered.push(...walk.forms.map((form) => ({ ...form, login, reader: walk.reader })));
  }
  let sent = 0;
  for (const { login, reader, path, shape, of } of offered) {
    const form = of(await reader.get(path));
    if (!form) continue;
    sent += 1;
    const answer = await reader.post(form.action, form.pairs(filled(form, entryOf(form.action))));
    if (REFUSED.includes(answer.status) || isGone(answer)) problems.push(`${login}: ${kindOf(path)} offers ${shape}, which answers ${answer.status} ${answer.heading()}`);
  }
  console.log(`# ${looked} links followed, ${sent} forms sent`);
  assert.deepEqual([...new Set(problems)], []);
});
