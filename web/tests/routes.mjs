// Which pages there are, who reads them, and how a page with an id is found. One file a noun in routes/.

import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('routes/', import.meta.url);

/**
 * Every entry of every noun: { noun, get | post, roles, from, pick, via, task, status }. What a form takes is
 * found out by itself; where it cannot be, a post says: `fill` what to type, `told` which page tells it, `when`
 * what else must be said for a field to be read, `secret` what is never shown again, `refused` that nobody in the
 * demonstration can satisfy it, `apart` that no link leads to it.
 */
export function routes() {
  return readdirSync(folder).filter((name) => name.endsWith('.json')).flatMap((name) =>
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')).map((entry) => ({ noun: name.slice(0, -5), ...entry })));
}

/** The roles that read a page: a list of logins, "everybody", or "nobody signed in". */
export function readers(entry, everybody) {
  if (entry.roles === 'everybody') return everybody;
  if (entry.roles === 'nobody') return [null];
  return entry.roles;
}

/**
 * The address of a page for a reader: as it stands, or the first link that fits on another page. With `via`,
 * further links are followed from there, and the first start from which all of them lead on is taken.
 */
export async function address(page, entry) {
  if (!entry.get.includes('{')) return entry.get;
  await page.goto(entry.from);
  const starts = await page.locator(entry.pick).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  for (const start of starts.slice(0, entry.via ? starts.length : 1)) {
    let at = start;
    for (const hop of entry.via ?? []) {
      await page.goto(at + (hop.then ?? ''));
      const link = page.locator(hop.pick).first();
      at = await link.count() === 0 ? null : await link.getAttribute('href');
      if (at === null) break;
    }
    if (at !== null) return at.replace(...(entry.swap ?? ['', ''])) + (entry.then ?? '');
  }
  return null;
}
