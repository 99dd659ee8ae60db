// What is printed: its words in three languages, as somebody read them when they were committed, and a tagged
// PDF as the browser prints it. `UPDATE_LETTERS=1` writes the words anew; read the difference before a commit.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const LANGUAGES = ['en', 'uk', 'ar'];

const FORMS = [
  { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', hour12: true },
];

/** Names of months, days and halves of a day, as dates of the three languages inflect them; the longest first. */
const CALENDAR = [...new Set(LANGUAGES.flatMap((language) => FORMS.flatMap((form) =>
  Array.from({ length: 732 }, (_, nth) => new Date(Date.UTC(2024, 0, 1, 12 * nth)))
    .flatMap((day) => new Intl.DateTimeFormat(language, form).formatToParts(day))
    .filter((part) => ['month', 'weekday', 'dayPeriod'].includes(part.type))
    .map((part) => part.value.replace(/\.$/, '')))))].sort((one, other) => other.length - one.length);
const NAMED = new RegExp(`(?<!\\p{L})(${CALENDAR.join('|')})(?!\\p{L})`, 'gu');

/** The words without what differs from run to run: references, days, hours. */
function lasting(text) {
  const words = text.replace(/[\u2066-\u2069\u200e\u200f]/g, '').replace(/\b[0-9A-Fa-f]{8}\b/g, 'REFERENCE');
  return words.replace(NAMED, 'DAY').replace(/\p{Nd}+/gu, '0').replace(/[ \t]+/g, ' ').replace(/\n{2,}/g, '\n').trim();
}

/** The letter that a page shows holds in each language, on screen and as a tagged PDF. */
export async function prints(page, name) {
  const where = page.url();
  const context = page.context();
  const [before] = (await context.cookies()).filter((cookie) => cookie.name === 'language');
  const written = [];
  for (const language of LANGUAGES) {
    await context.addCookies([{ name: 'language', value: language, url: where }]);
    await page.goto(where);
    // Whose letter it is changes with the day on which the test runs, and with it the language it is explained in.
    await page.locator('.letter p.quiet bdi').evaluateAll((names) => names.forEach((name) => { name.textContent = '…'; }));
    written.push(`${language}\n${lasting(await page.locator('.letter').innerText())}\n`);
    const pdf = (await page.pdf({ tagged: true, format: 'A4' })).toString('latin1');
    for (const mark of ['/StructTreeRoot', '/MarkInfo', `/Lang (${language}`, '/Title']) {
      assert.ok(pdf.includes(mark), `${name}, ${language}: the PDF has no ${mark}`);
    }
  }
  await context.addCookies([{ name: 'language', value: before?.value ?? 'en', url: where }]);
  await page.goto(where);
  const file = new URL(`./letters/${name}.txt`, import.meta.url);
  const all = written.join('\n');
  if (process.env.UPDATE_LETTERS) writeFileSync(file, all);
  assert.equal(all, existsSync(file) ? readFileSync(file, 'utf8') : '', `${name}: its words have changed`);
}
