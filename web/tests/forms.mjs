// What is typed into a form: sensible, and not. A new form needs no words here unless one field hangs on another;
// then its entry in routes/ says so: `fill` is what to type, `when` what else must be said for a field to be read.

/** Longer than any field takes, shorter than any body that is taken. */
const LONG = 'x'.repeat(150_000);
/** A script, a turn of the direction of writing, and a null. */
const UNFIT = '"><script>alert(1)</script>\u202e\0';
/** What stands in texts that are right: nothing in it may ever run. */
export const HOSTILE = 'Words "><script>alert(1)</script>';
export const RAN = /<script>alert/;
/** No choice of any list, and no tag of a language. */
const UNKNOWN = '?';

const year = String(new Date().getFullYear() + 1);
/** Secrets are typed anew each time. */
const isSecret = (field, entry) => field.kind === 'password' || entry.secret?.includes(field.name);
const isChoice = (field) => ['radio', 'checkbox', 'select'].includes(field.kind);

/** Ways to fill a field in, the likeliest first. */
function ways(field, entry) {
  const told = entry.fill?.[field.name];
  if (told !== undefined) return [told].flat().map((one) => [one]);
  if (field.kind === 'checkbox') return [[field.options[0]], field.options, []];
  if (isChoice(field)) {
    const options = field.options.filter((one) => one !== '');
    const first = field.values.filter((one) => one !== '').slice(0, 1);
    return options.length === 0 ? [['']] : [...new Set([...first, ...options])].map((one) => [one]);
  }
  if (field.kind === 'password') return [['three quiet blue boats']];
  if (/-(day|month)$/.test(field.name)) return [['1']];
  if (/-year$/.test(field.name)) return [[year], ['2009']];
  return field.digits ? [['1'], ['0'], ['']] : [[HOSTILE], ['words'], ['1'], ['']];
}

/** Everything filled in, the `nth` way for the fields that were refused before. */
export function filled(form, entry, turns = {}) {
  const typed = {};
  for (const field of form.fields.values()) {
    const all = ways(field, entry);
    typed[field.name] = all[(turns[field.name] ?? 0) % all.length];
  }
  return typed;
}

/** Nothing filled in. */
export const blank = (form) => Object.fromEntries([...form.fields.values()].map(({ name, kind }) => [name, kind === 'radio' || kind === 'checkbox' ? [] : ['']]));

/** Every way to spoil one field of a form that is right otherwise: its name, why, and everything typed. */
export function spoiled(form, entry) {
  const found = [];
  const add = (field, why, value) => found.push({ field: field.name, why, typed: { ...filled(form, entry), ...entry.when?.[field.name], [field.name]: [value] } });
  for (const field of form.fields.values()) {
    if (isChoice(field)) {
      // A single box has no wrong value: it is ticked or it is not.
      if (field.kind !== 'checkbox' || field.options.length > 1) add(field, 'an unknown choice', UNKNOWN);
    } else if (field.kind !== 'password') {
      add(field, 'too long', LONG);
      add(field, 'unfit signs', UNFIT);
    }
  }
  return found;
}

/** What is wrong with the answer to a form whose time is over: the same page, or one that says so with the words on it. */
export function lost(form, entry, typed, answer, now) {
  const same = answer.forms().some((one) => one.action === form.action && [...form.fields.keys()].every((name) => one.fields.has(name)));
  if (answer.status === 409 && !same) {
    const words = Object.values(typed).flat().filter((value) => value === HOSTILE);
    const told = answer.flaws().length > 0 || answer.root.querySelector('.lead');
    return [...told ? [] : ['409 without a word why'], ...words.filter((value) => !answer.root.textContent.includes(value)).map(() => 'what was typed is not on the page')];
  }
  return unkept({ ...form, heading: now.heading() }, entry, typed, answer);
}

/** What is wrong with the answer to a form that was not taken: it must be the same page, and keep everything. */
export function unkept(form, entry, typed, answer, flawed) {
  if (![409, 422].includes(answer.status)) return [`status ${answer.status}${answer.location ? ` to ${answer.location}` : `: ${answer.heading()}`}`];
  const faults = [];
  const flaws = answer.flaws();
  if (flaws.length === 0) faults.push(`${answer.status} without a summary: ${answer.heading()}`);
  if (flawed !== undefined && !flaws.some((id) => id === flawed || id === flawed.replace(/-(day|month|year)$/, ''))) {
    faults.push(`the summary names ${flaws.map((id) => id || 'the whole form').join(', ') || 'nothing'}`);
  }
  for (const id of flaws.filter((id) => id !== '' && !answer.root.querySelector(`[id="${id}"]`))) faults.push(`the summary leads to #${id}, which is not there`);
  if (!/^Error: /.test(answer.title())) faults.push(`title: ${answer.title()}`);
  if (answer.heading() !== form.heading) faults.push(`another page: ${answer.heading()}`);
  const same = answer.forms().find((one) => one.action === form.action && [...form.fields.keys()].every((name) => one.fields.has(name)));
  if (!same) return [...faults, 'the form is gone'];
  for (const [name, values] of Object.entries(typed)) {
    const field = same.fields.get(name);
    if (!field || isSecret(field, entry)) continue;
    const offered = isChoice(field) ? values.filter((one) => field.options.includes(one)) : values;
    for (const value of offered) {
      const kept = value.replaceAll('\0', '\ufffd');
      if (!field.values.includes(kept)) faults.push(`${name} lost what was typed: ${JSON.stringify(kept.slice(0, 40))} is ${JSON.stringify(String(field.values).slice(0, 40))}`);
    }
  }
  return faults;
}
