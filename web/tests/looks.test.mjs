// How a page holds when it is not looked at as it was drawn: text twice as large, text spaced wide on a telephone,
// colours of the reader's own, and on paper. Each page once, for the first of its readers.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextFor, cookiesOf, openBrowser, startDemo } from './browser.mjs';
import { gzipSync } from 'node:zlib';
import { Reader, signedIn } from './http.mjs';
import { address, readers, routes } from './routes.mjs';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

const isWide = () => {
  const root = document.documentElement;
  return root.scrollWidth > root.clientWidth ? [`sideways scroll: ${root.scrollWidth} > ${root.clientWidth}`] : [];
};

/** Text that is cut off because its box does not grow with it. */
const isCut = () => [...document.querySelectorAll('main *, header *, footer *')].filter((one) => {
  const style = getComputedStyle(one);
  const hides = style.overflowX === 'hidden' || style.overflowY === 'hidden';
  return hides && !one.closest('.only-read, svg') && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map((one) => `cut off: ${one.tagName} ${one.className}`);

/** In colours of the reader's own nothing may be told by colour alone, and what is drawn must stand out. */
const isBlurred = () => {
  const faults = [];
  const paint = (one) => [getComputedStyle(one).fill, getComputedStyle(one).stroke, getComputedStyle(one).backgroundColor].join();
  for (const bar of document.querySelectorAll('svg.bar')) {
    const [whole, left] = [bar.querySelector('.bar-all'), bar.querySelector('.bar-left')];
    if (whole && left && paint(whole) === paint(left)) faults.push('a bar and what is left of it look alike');
    if (!(bar.parentElement.textContent.trim() || bar.getAttribute('aria-label'))) faults.push('a bar without words');
  }
  for (const one of document.querySelectorAll('.tag, .is-over, .is-soon, .is-urgent, [class^=heat-]')) {
    if (!one.textContent.trim()) faults.push(`colour alone: ${one.className}`);
  }
  for (const one of document.querySelectorAll('.button, .tag, input:not([type=hidden]), select, textarea')) {
    if (one.closest('.chip')) continue;
    if (one.getClientRects().length > 0 && getComputedStyle(one).borderTopWidth === '0px' && !/checkbox|radio/.test(one.type)) faults.push(`no border: ${one.className || one.name}`);
  }
  return faults;
};

/** Where the focus is, it must be seen. */
const isUnseen = () => {
  const at = document.activeElement;
  if (at === document.body) return [];
  const shown = at.closest('.chip') && at.nextElementSibling ? at.nextElementSibling : at;
  const style = getComputedStyle(shown);
  return style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2 ? [`focus is not seen on ${at.tagName} ${at.className}`] : [];
};

/** On paper: everybody sees that it is invented, and nobody looks for a button. */
const isUnfit = () => {
  const seen = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility === 'visible';
  const faults = [];
  const banner = document.querySelector('.invented');
  if (document.querySelector('header') && !(banner && seen(banner))) faults.push('on paper nothing says that it is invented');
  for (const one of document.querySelectorAll('button, .button, nav, .skip, .exit')) {
    if (seen(one)) faults.push(`on paper: ${one.tagName} ${one.className}`);
  }
  if (!seen(document.querySelector('h1'))) faults.push('on paper no heading');
  return [...new Set(faults)];
};

async function hold(page) {
  const found = [];
  const add = (how, faults) => found.push(...faults.map((fault) => `${how}: ${fault}`));
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  add('text at 200 %', [...await page.evaluate(isWide), ...await page.evaluate(isCut)]);
  await page.setViewportSize({ width: 320, height: 800 });
  // WCAG 2.2, 1.4.12: spacing that a reader may set.
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
    for (const one of document.querySelectorAll('body, body *')) Object.assign(one.style, { letterSpacing: '.12em', wordSpacing: '.16em', lineHeight: '1.5' });
  });
  add('wide spacing at 320', [...await page.evaluate(isWide), ...await page.evaluate(isCut)]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ forcedColors: 'active' });
  add('own colours', await page.evaluate(isBlurred));
  for (let stop = 0; stop < 3; stop += 1) {
    await page.keyboard.press('Tab');
    add('own colours', await page.evaluate(isUnseen));
  }
  await page.emulateMedia({ forcedColors: 'none', media: 'print' });
  add('print', await page.evaluate(isUnfit));
  return [...new Set(found)];
}

// UX-T3: compressed, in bytes.
const [MOST_STYLE, MOST_SCRIPT] = [16 * 1024, 15 * 1024];

test('stylesheet and scripts stay small', async () => {
  const reader = new Reader(demo.url);
  // All there is: on a page of the person herself and on one of somebody who works with it.
  const pages = [await reader.get('/my'), await (await signedIn(demo.url, 'responder')).get('/contacts/new')];
  const size = async (selector, name) => {
    const found = new Set(pages.flatMap((page) => page.root.querySelectorAll(selector).map((one) => one.getAttribute(name))));
    const parts = await Promise.all([...found].map((path) => reader.get(path)));
    return gzipSync(parts.map((one) => one.text).join('')).length;
  };
  const [style, script] = [await size('link[rel=stylesheet]', 'href'), await size('script[src]', 'src')];
  console.log(`# stylesheet ${style} bytes, scripts ${script} bytes`);
  assert.ok(style > 1000 && style <= MOST_STYLE, `${style}`);
  assert.ok(script > 100 && script <= MOST_SCRIPT, `${script}`);
});

test('every page holds with large text, wide spacing, own colours and on paper', async () => {
  const problems = [];
  const byReader = new Map();
  for (const entry of routes().filter((entry) => entry.get && !entry.task)) {
    const [login] = readers(entry, demo.roles);
    if (login !== undefined) byReader.set(login, [...(byReader.get(login) ?? []), entry]);
  }
  for (const [login, entries] of byReader) {
    const context = await contextFor(browser, demo.url, login ? await cookiesOf(browser, demo.url, login) : []);
    const page = await context.newPage();
    for (const entry of entries) {
      const where = await address(page, entry);
      if (where === null) continue;
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.emulateMedia({ forcedColors: 'none', media: 'screen' });
      await page.goto(where);
      problems.push(...(await hold(page)).map((fault) => `${entry.get} as ${login}, ${fault}`));
    }
    await context.close();
  }
  assert.deepEqual(problems, []);
});
