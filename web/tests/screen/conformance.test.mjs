// The second interpreter gives what the vectors say, and field by field what Rust gives (UX-T16).

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { before, test } from 'node:test';
import { load } from './built.mjs';

const FOLDER = new URL('../../../instruments/conformance/', import.meta.url);
const PROGRAM = process.env.HAVENWARD_PROGRAM;
// UX-T16.
const LEAST_VECTORS = 300;

const json = (name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json')).sort();
const vectors = files.flatMap((name) => json(name).vectors.map((vector) => ({ file: name, ...vector })));
const instruments = new Map(readdirSync(new URL('instruments/', FOLDER)).map((name) => [name.slice(0, -5), json(`instruments/${name}`)]));
const equal = { count: 0 };

let client;
before(async () => { client = await load('answers', 'evaluate', 'form'); });

/** The message of a vector: as text, or as an object that may be made to grow. */
function message({ answers_text: text, answers, grow = {} }) {
  if (text !== undefined) return text;
  const grown = structuredClone(answers);
  const numbered = (count, value) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`X${at + 1}`, value]));
  if (grow.answers) grown.answers = numbered(grow.answers, 'no');
  if (grow.told_entries) grown.told_before = numbered(grow.told_entries, true);
  if (grow.told_characters) grown.told_before = { words: 'x'.repeat(grow.told_characters) };
  const written = JSON.stringify(grown);
  return written + ' '.repeat(Math.max(0, (grow.pad_to_bytes ?? 0) - written.length));
}

function evaluate(vector) {
  const answers = client.parseAnswers(message(vector));
  return answers.problems ? answers : client.evaluate(instruments.get(vector.instrument), answers.value);
}

/** What a vector may expect of a finding, in the shape of the vector. */
function observed(finding, key) {
  const codes = (list) => list.map((one) => one.code);
  const byCode = (list, value) => Object.fromEntries(list.map((one) => [one.code, one[value]]));
  switch (key) {
    case 'reasons': return codes(finding.reasons);
    case 'present': return byCode(finding.indicators, 'how');
    case 'set_aside': return byCode(finding.set_aside, 'because');
    case 'positive': return codes(finding.dimensions.filter((one) => one.positive));
    case 'outcome': return finding.outcome ?? null;
    case 'counts': return Object.fromEntries(finding.dimensions.map((one) => [one.code, [one.strong, one.medium, one.weak]]));
    default: return finding[key];
  }
}

const readable = vectors.filter((vector) => vector.instrument !== undefined);

test('every vector that expects a finding gives it', () => {
  for (const vector of readable.filter((one) => one.expect)) {
    const { value, problems } = evaluate(vector);
    assert.ok(value, `${vector.name}: ${JSON.stringify(problems)}`);
    for (const [key, expected] of Object.entries(vector.expect)) {
      const found = observed(value, key);
      const compared = key === 'counts' ? Object.fromEntries(Object.keys(expected).map((code) => [code, found[code]])) : found;
      assert.deepEqual(compared, expected, `${vector.name}: ${key}`);
    }
    equal.count += 1;
  }
});

test('every vector that expects refused answers is refused with its code', () => {
  for (const vector of readable.filter((one) => one.expect_error)) {
    const { problems = [] } = evaluate(vector);
    const { code, field } = vector.expect_error;
    // Readers of JSON name the place of a syntax error each in their own way.
    const isHere = (one) => one.code === code && (field === undefined || code === 'answers.not_json' || one.field === field);
    assert.ok(problems.some(isHere), `${vector.name}: ${JSON.stringify(problems)}`);
    equal.count += 1;
  }
});

test('every vector of the form is met', () => {
  for (const vector of readable.filter((one) => one.expect_form)) {
    const states = vector.answers ? client.parseAnswers(JSON.stringify(vector.answers)).value.states : new Map();
    const filled = new client.Form(instruments.get(vector.instrument)).fill(vector.fill ?? {}, states);
    for (const [key, expected] of Object.entries(vector.expect_form)) assert.deepEqual(filled[key], expected, `${vector.name}: ${key}`);
    equal.count += 1;
  }
});

test('no vector is left out but those that are about reading TOML, which only Rust does', () => {
  const toml = vectors.filter((one) => one.instrument === undefined);
  assert.ok(toml.every((one) => one.instrument_lines), 'only vectors with the lines of a file are skipped');
  assert.equal(equal.count, readable.length);
  assert.ok(equal.count >= LEAST_VECTORS, `${equal.count}`);
  console.log(`# ${vectors.length} vectors: ${equal.count} of ${readable.length} equal, ${toml.length} are about TOML`);
});

/** What Rust makes of some answers. */
async function ofRust(instrument, text) {
  const child = spawn(PROGRAM, ['screen', instrument, '-', '--json'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const parts = [];
  child.stdout.on('data', (part) => parts.push(part));
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.stdin.end(text);
  await ended;
  return JSON.parse(Buffer.concat(parts).toString()).finding;
}

/** Numbers that are the same in every run (mulberry32, a public-domain generator by T. Ettinger). */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

test('whatever is answered, the whole finding is the one that Rust gives, in every shipped list', { skip: !PROGRAM }, async () => {
  const draw = numbers(20261122);
  const states = ['yes_told', 'yes_seen', 'yes_third_party', 'yes_document', 'no', 'not_asked', 'unsure', 'declined'];
  const settings = ['camp', 'detention', 'papers_held_by_state', 'seasonal_housing', 'disaster'];
  let compared = 0;
  for (const [id, instrument] of instruments) {
    if (['combination', 'every-kind', 'form-kinds'].includes(id)) continue;
    for (let round = 0; round < 12; round += 1) {
      const few = draw(3) > 0;
      const answers = Object.fromEntries(instrument.indicators
        .filter(() => !few || draw(4) === 0)
        .map((one) => [one.code, states[draw(states.length)]]));
      const context = Object.fromEntries(settings.filter(() => draw(3) === 0).map((one) => [one, true]));
      if (draw(4) > 0) context.child = ['yes', 'no', 'unsure'][draw(3)];
      const text = JSON.stringify({ instrument: `${id}@${instrument.version}`, context, answers });
      const { value } = client.evaluate(instrument, client.parseAnswers(text).value);
      assert.deepEqual(JSON.parse(JSON.stringify(value)), await ofRust(id, text), `${id}: ${text}`);
      compared += 1;
    }
  }
  console.log(`# ${compared} drawn answers: every field of the finding equal to Rust's`);
});
