// How long the client takes to weigh the answers of the largest list, in Chromium with the processor six times slower: a cheap
// telephone. A figure, not a test: `cargo xtask bench screening` prints it beside those of Rust.

import { readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const BROWSER = process.env.HAVENWARD_CHROMIUM ?? '/usr/bin/chromium';
const [SLOWER, GOAL_MS, CONTACTS, ROUNDS] = [6, 5, 256, 5];
const folder = new URL('../../instruments/conformance/instruments/', import.meta.url);
const largest = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
  .reduce((one, other) => (other.indicators.length > one.indicators.length ? other : one));

const { outputFiles } = await build({
  stdin: { contents: "export * from './src/evaluate.ts';", resolveDir: fileURLToPath(new URL('./', import.meta.url)), loader: 'ts' },
  bundle: true, write: false, format: 'iife', globalName: 'client', target: 'es2022',
});
const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
const page = await browser.newPage();
await page.evaluate(`${outputFiles[0].text}; globalThis.client = client;`);
const session = await page.context().newCDPSession(page);
await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
const best = await page.evaluate(([instrument, contacts, rounds]) => {
  let state = 7;
  const below = (most) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor((state / 2 ** 32) * most); };
  const codes = ['yes_told', 'yes_seen', 'yes_third_party', 'yes_document', 'no', 'not_asked', 'unsure', 'declined'];
  const all = Array.from({ length: contacts }, () => ({
    context: { child: ['yes', 'no', 'unsure'][below(3)], settings: new Set() }, states: instrument.indicators.map(() => codes[below(codes.length)]),
  }));
  let least = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    for (const { context, states } of all) globalThis.client.evaluateStates(instrument, context, states);
    least = Math.min(least, (performance.now() - begun) / contacts);
  }
  return least;
}, [largest, CONTACTS, ROUNDS]);
await browser.close();
const figure = { instrument: largest.id, signs: largest.indicators.length, slower: SLOWER, ms_an_evaluation: best, goal_ms: GOAL_MS };
console.log(`client in Chromium, processor ${SLOWER} times slower: ${best.toFixed(3)} ms an evaluation of ${largest.id} (${largest.indicators.length} signs), goal at most ${GOAL_MS} ms`);
if (process.argv[2]) await writeFile(process.argv[2], `${JSON.stringify(figure, null, 2)}\n`);
