// What must hold of a page whoever reads it: accessible, no wider than its screen, small, valid, its own.

import { AXE } from './browser.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// UX-T2.
export const MOST_BYTES = 60 * 1024;
export const MOST_REQUESTS = 6;

/** Violations of axe-core, one line each. */
export async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags } }), TAGS);
  return found.violations.map((one) => `axe ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(', ')}`);
}

/** Faults that the browser itself mends in silence or shows as a bar. */
export async function faults(page) {
  return page.evaluate(() => {
    const faults = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.push(`sideways scroll: ${root.scrollWidth} > ${root.clientWidth}`);
    const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
    for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) faults.push(`id twice: ${id}`);
    for (const one of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
      if (one.labels.length === 0 && !one.getAttribute('aria-label')) faults.push(`no label: ${one.name}`);
    }
    for (const name of ['aria-labelledby', 'aria-describedby']) {
      for (const one of document.querySelectorAll(`[${name}]`)) {
        for (const id of one.getAttribute(name).trim().split(/\s+/)) {
          if (!document.getElementById(id)) faults.push(`${name} names nothing: ${id}`);
        }
      }
    }
    if (document.querySelectorAll('h1').length !== 1) faults.push('not exactly one h1');
    if (document.querySelector('[style], style, script:not([src])')) faults.push('inline style or script');
    return faults;
  });
}

/** Counts what a page loads: bytes on the wire, requests, and those to other places. */
export function traffic(page, url) {
  const seen = { requests: 0, bytes: 0, elsewhere: [] };
  page.on('request', (request) => {
    seen.requests += 1;
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) seen.elsewhere.push(request.url());
  });
  page.on('requestfinished', async (request) => {
    const sizes = await request.sizes().catch(() => null);
    if (sizes) seen.bytes += sizes.responseBodySize + sizes.responseHeadersSize;
  });
  return seen;
}
