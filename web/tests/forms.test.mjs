// Every form that a reader of the demonstration can reach, sent wrongly, twice, too late, and after the session
// ended. Forms are found by following links; a new one is found, and must hold, without a word here.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startDemo } from './browser.mjs';
import { blank, filled, lost, RAN, spoiled, unkept } from './forms.mjs';
import { invalid } from './html.mjs';
import { Reader, signedIn } from './http.mjs';
import { readers, routes } from './routes.mjs';

/** Pages of one kind that one reader looks at: what differs between two cases is seen in the second. */
const OF_A_KIND = 2;
/** Tries to fill a form in rightly. */
const TRIES = 16;
/** Above what a server reads of a form. */
const TOO_LARGE = 'x'.repeat(300 * 1024);
/** They stand around every page and take no input. */
const AROUND = ['/sign-out', '/language', '/demo/clock'];

let demo;
before(async () => { demo = await startDemo(); });
after(async () => { await demo?.stop(); });

const all = routes();
const entries = all.filter((entry) => entry.post);
const patternOf = (path) => new RegExp(`^${path.replace(/\{[a-z]+\}/g, '[^/]+')}$`);
const entryOf = (action) => entries.find((entry) => patternOf(entry.post).test(action)) ?? { post: action };
/** The kind of an address: ids and the number of a page do not matter. */
const kindOf = (path) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{}').replace(/\?.*/, '');
/** The kind of a form: where it goes, and with which fields; fields that are named after a record are one. */
const shapeOf = (form) => `${kindOf(form.action)} [${[...new Set(form.shape.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '').split(' '))].join(' ')}]`;

/** One who reads and sends; keeps what was found wrong. */
class Walker {
  static problems = [];
  static found = new Map();
  static covered = new Set();
  static looked = new Map();

  constructor(login, reader) {
    this.login = login;
    this.reader = reader;
  }

  say(what, faults) { Walker.problems.push(...faults.map((fault) => `${what}, ${this.login ?? 'nobody'}: ${fault}`)); }

  /** What must hold of every page, however it came about. */
  look(answer) {
    if (!/html/.test(answer.headers['content-type'] ?? '')) return;
    const kind = `${kindOf(answer.path)} ${answer.status}`;
    const often = (Walker.looked.get(kind) ?? 0) + 1;
    Walker.looked.set(kind, often);
    this.say(kind, [...RAN.test(answer.text) ? ['runs what was typed'] : [], ...often > OF_A_KIND ? [] : invalid(answer.text)]);
  }

  /** Forms of a page that nobody has met yet. */
  fresh(answer) {
    this.look(answer);
    return answer.forms().filter((form) => !AROUND.includes(form.action)).filter((form) => {
      const is_new = !Walker.found.has(shapeOf(form));
      if (is_new) Walker.found.set(shapeOf(form), this.login);
      return is_new;
    });
  }

  /** Follows links from some pages on; gives forms of a new shape, each with the way to it. */
  async walk(starts) {
    const [seen, had, fresh, queue] = [new Map(), new Set(starts), [], [...starts]];
    while (queue.length > 0) {
      const path = queue.shift();
      const kind = kindOf(path);
      if ((seen.get(kind) ?? 0) >= OF_A_KIND) continue;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      const answer = await this.reader.onward(await this.reader.get(path));
      fresh.push(...this.fresh(answer).map((form) => ({ path: answer.path, shape: shapeOf(form) })));
      for (const link of answer.links()) {
        if (had.has(link) || link.startsWith('/leave') || link === '/') continue;
        had.add(link);
        queue.push(link);
      }
    }
    return fresh;
  }

  /** The form of a shape, read anew, with a key of its own. A page that follows upon a form is asked for again. */
  async anew({ path, shape, by }) {
    const answer = by ? await this.reader.post(path, by.filter(([name]) => name !== 'once')) : await this.reader.get(path);
    return answer.forms().find((form) => shapeOf(form) === shape);
  }

  async send(one) {
    const form = await this.anew(one);
    if (!form) return [];
    const entry = await this.#known(entryOf(form.action));
    Walker.covered.add(entry.post);
    await this.#badly(form, entry, one.shape);
    return this.#twice(one, entry);
  }

  /** An entry with what only another page tells. */
  async #known(entry) {
    if (!entry.told) return entry;
    const { on, ...picks } = entry.told;
    const page = await this.reader.get(on);
    const told = Object.entries(picks).map(([name, [pick, nth]]) => [name, page.root.querySelectorAll(pick)[nth].textContent]);
    return { ...entry, fill: { ...entry.fill, ...Object.fromEntries(told) } };
  }

  async #badly(form, entry, shape) {
    const large = await this.reader.post(form.action, [...form.pairs(), ['more', TOO_LARGE]]);
    this.say(`${shape} too large`, large.status === 413 && large.heading() ? [] : [`status ${large.status}`]);
    // A form that asks for nothing is never empty.
    const empty = form.fields.size > 0 ? await this.reader.post(form.action, form.pairs(blank(form))) : undefined;
    if (empty && !isTaken(empty)) this.say(`${shape} empty`, unkept(form, entry, {}, empty));
    for (const { field, why, typed } of spoiled(form, entry)) {
      const answer = await this.reader.post(form.action, form.pairs(typed));
      this.look(answer);
      this.say(`${shape} ${field} ${why}`, unkept(form, entry, typed, answer, field));
    }
  }

  /** Sends a form rightly, twice at once, and again by somebody who had it open all the time. */
  async #twice(one, entry) {
    const [form, late] = [await this.anew(one), await this.anew(one)];
    if (!form || !late) return [];
    const turns = {};
    let first;
    for (let turn = 0; turn < TRIES; turn += 1) {
      const typed = filled(form, entry, turns);
      const pairs = form.pairs(typed);
      let second;
      [first, second] = await Promise.all([this.reader.post(form.action, pairs), this.reader.post(form.action, pairs)]);
      if (isTaken(first) || isTaken(second)) {
        this.say(`${one.shape} a double click`, first.status === second.status && first.location === second.location ? []
          : [first, second].map((answer) => `${answer.status} ${answer.location ?? answer.heading()}`));
        return this.#after(one, entry, late, typed, pairs, isTaken(first) ? first : second);
      }
      const flaws = first.flaws().filter((id) => form.fields.has(id));
      const more = [...form.fields.values()].filter((field) => field.options.length > 1 || field.kind === 'checkbox').map((field) => field.name);
      for (const name of flaws.length > 0 ? flaws : more) turns[name] = (turns[name] ?? 0) + 1;
    }
    // Somebody dealt with it on the way here: another of its kind may be left for the next round.
    if (first.status === 409 && first.forms().length === 0 && Walker.found.delete(one.shape)) return [];
    // What only signed papers can satisfy is refused each time; then that is what is asserted.
    if (!entry.refused) this.say(one.shape, [`cannot be filled in: ${first.status} ${first.heading()}: ${first.root.querySelector('.summary')?.textContent.trim().replace(/\s+/g, ' ') ?? ''}`]);
    return [];
  }

  /** Whoever signed in goes on as herself; the reader who is nobody stays that. */
  #forget() {
    this.reader.cookies = {};
    return [];
  }

  async #after(one, entry, late, typed, pairs, taken) {
    const after = await this.reader.post(late.action, late.pairs(typed));
    this.look(after);
    if (!isTaken(after)) this.say(`${one.shape} too late`, lost(late, entry, typed, after, one.by ? after : await this.reader.get(one.path)));
    if (taken.location) return this.login ? this.walk([taken.location]) : this.#forget();
    return this.fresh(taken).map((form) => ({ path: taken.path, shape: shapeOf(form), by: pairs }));
  }
}

const isTaken = (answer) => answer.status === 303 || (answer.status === 200 && answer.flaws().length === 0);

/** Pages without an id that somebody reads: some hang on no link. */
const startsOf = (login) => all.filter((entry) => entry.get && !entry.get.includes('{') && !entry.status && readers(entry, demo.roles).includes(login)).map((entry) => entry.get);

test('every form takes bad input, two clicks and a colleague who was faster', async () => {
  const walkers = [new Walker(null, new Reader(demo.url))];
  const isFirst = ({ role }, nth) => demo.people.findIndex((one) => one.role === role) === nth;
  const [first, others] = [demo.people.filter(isFirst), demo.people.filter((one, nth) => !isFirst(one, nth))];
  for (const { login } of [...first, ...others]) walkers.push(new Walker(login, await signedIn(demo.url, login)));
  const missed = () => entries.map((entry) => entry.post).filter((path) => !Walker.covered.has(path) && !AROUND.includes(path) && !entryOf(path).apart);
  // First one of each role. What is missed then may need a colleague, or what the first has done meanwhile.
  const rounds = [walkers.slice(0, first.length + 1), walkers.slice(first.length + 1), walkers];
  for (const round of rounds) {
    for (const walker of missed().length > 0 ? round : []) {
      const work = await walker.walk(startsOf(walker.login));
      while (work.length > 0) work.push(...await walker.send(work.shift()));
    }
  }
  console.log(`# ${Walker.found.size} forms`);
  assert.deepEqual([...new Set(Walker.problems), ...missed().map((path) => `no form found: ${path}`)], []);
});

test('ten megabytes are answered in plain words', async () => {
  const reader = await signedIn(demo.url, 'responder');
  const answer = await reader.post('/contacts/new', [['name', 'x'.repeat(10 * 1024 * 1024)]]);
  assert.equal(answer.status, 413);
  assert.match(answer.root.textContent, /Nothing was saved/);
});

test('a session that ended returns to the same place, and nothing that was typed is lost', async () => {
  const open = [];
  for (const login of new Set(Walker.found.values())) {
    if (!login) continue;
    const walker = new Walker(login, await signedIn(demo.url, login));
    Walker.found = new Map(open.map(({ form }) => [shapeOf(form), login]));
    for (const one of await walker.walk(startsOf(login))) {
      const form = await walker.anew(one);
      // Who reads the page without signing in has no session to lose.
      if (!form || ['/sign-in', '/my'].includes(form.action)) continue;
      open.push({ login, reader: walker.reader, path: one.path, form, typed: filled(form, entryOf(form.action)) });
    }
  }
  // A day later every session is over.
  await new Reader(demo.url).post('/demo/clock', [['days', '1'], ['back', '/']]);
  const problems = [];
  for (const one of open) problems.push(...(await broughtBack(one)).map((fault) => `${shapeOf(one.form)}, ${one.login}: ${fault}`));
  console.log(`# ${open.length} forms brought back`);
  assert.ok(open.length > 20);
  assert.deepEqual(problems, []);
});

/** What is lost of a form that was sent when its session was over, once its writer is back. */
async function broughtBack({ login, reader, path, form, typed }) {
  const away = await reader.get(path);
  const ended = await reader.post(form.action, form.pairs(typed));
  const [toRead, toSend] = [away, ended].map((answer) => answer.forms().find((one) => one.action === '/sign-in'));
  if (ended.status !== 401 || !toRead || !toSend) return [`status ${ended.status} ${ended.heading()}`];
  const back = new Reader(demo.url);
  const read = await back.post('/sign-in', toRead.pairs({ login }));
  if (read.location !== path) return [`leads to ${read.location} and not to ${path}`];
  const again = (await back.post('/sign-in', toSend.pairs({ login }))).forms()[0];
  if (again?.action !== form.action) return [`leads to ${again?.action}`];
  const shown = await back.post(again.action, again.pairs());
  const same = shown.forms().find((one) => one.action === form.action);
  // In a day much comes to its end by itself: then the page no longer asks.
  if (!same && !(await back.get(path)).forms().some((one) => one.action === form.action)) return [];
  if (shown.status !== 200 || !same) return [`shows ${shown.status} ${shown.heading()}`];
  const kept = new Map([...same.fields.values()].map(({ name, values }) => [name, values]));
  for (const [name, value] of same.hidden) kept.set(name, [...kept.get(name) ?? [], value]);
  const isKept = ({ name }) => !kept.has(name) || [typed[name]].flat().every((value) => kept.get(name).includes(value));
  return [...form.fields.values()].filter((field) => field.kind !== 'password' && !isKept(field)).map(({ name }) => `${name} is lost`);
}
