// Which pages somebody gets to by links alone, one of a kind.

/** The kind of an address: ids and numbers do not matter. */
export const kindOf = (path) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{}').replace(/\?.*/, '').replace(/\/\d+$/, '/{}');

/** Ends the session of whoever goes there, or is the page before any session. */
const APART = /^\/(leave|$)/;

/**
 * What a page is built of: its elements and their classes, without words and addresses. Two pages with the same parts
 * look alike to whoever reads them.
 */
export const partsOf = (html) => html.replace(/>[^<]+/g, '>').replace(/([a-z-]+)="([^"]*)"/g, (all, name) => ['class', 'type', 'role'].includes(name) ? all : name);

/** Every kind of page that a reader gets to from some pages on: the first address of that kind, and its parts. */
export async function reached(reader, starts) {
  const [found, had, queue] = [new Map(), new Set(starts), [...starts]];
  while (queue.length > 0) {
    const path = queue.shift();
    if (found.has(kindOf(path))) continue;
    const answer = await reader.get(path);
    if (answer.status !== 200 || !/html/.test(answer.headers['content-type'] ?? '')) continue;
    found.set(kindOf(path), { path, parts: partsOf(answer.text) });
    for (const link of answer.links().filter((one) => !had.has(one) && !APART.test(one))) {
      had.add(link);
      queue.push(link);
    }
  }
  return found;
}
