// One question a screen. Every question can be left open, skipped or stopped, and what was not asked never counts as a no.

import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { Form } from '../form.ts';
import { inLanguage } from '../instrument.ts';
import type { AnswerState, Field, Indicator, Instrument, Mode } from '../instrument.ts';
import { button, choices, ofInstrument, text, tick } from '../parts.ts';
import type { Talk } from '../talk.ts';
import { finish } from './result.ts';
import { told } from './told.ts';

/** Places at a border, where some signs are looked for and not asked about. */
const BORDERS = ['border_land', 'border_air', 'border_sea'];
const YES: Readonly<Record<Mode, AnswerState>> = { ask: 'yes_told', observe: 'yes_seen', third_party: 'yes_third_party', document: 'yes_document' };
const MODES: readonly Mode[] = ['ask', 'observe', 'third_party', 'document'];

/** Signs that are still to be gone through: the danger check has answered its own already. */
export function signsOf(app: App, talk: Talk, instrument: Instrument): Indicator[] {
  const shown = new Set(new Form(instrument).fill(talk.fields, new Map(Object.entries(talk.states))).shown);
  return instrument.indicators.filter((one) => one.kind !== 'danger' && shown.has(one.code) && (talk.handedOverAt === undefined || mayAskAlone(app, one)));
}

/** Whether a sign may be asked here; where not, it is only looked for. */
export function mayAskHere(app: App, sign: Indicator): boolean {
  return sign.mode.includes('ask') && !(sign.ask_by === 'none_at_border' && BORDERS.includes(app.device?.setting ?? ''));
}

/** Whether the person may be asked on a screen, with nobody trained beside her. */
const mayAskAlone = (app: App, sign: Indicator): boolean =>
  mayAskHere(app, sign) && sign.question !== undefined && (sign.ask_by === 'any' || sign.ask_by === 'none_at_border');

export async function ask(app: App): Promise<void> {
  const { talk } = app;
  const instrument = talk && app.instrument(talk.instrument);
  if (!talk || !instrument) return;
  const fields = new Form(instrument).fill(talk.fields, new Map()).shown.filter((name) => instrument.fields?.some((one) => one.name === name));
  if (talk.at === 0 && fields.length > 0 && Object.keys(talk.fields).length === 0) return around(app, talk, instrument, fields);
  const signs = signsOf(app, talk, instrument);
  const sign = signs[talk.at];
  if (!sign) return finish(app);
  await question(app, talk, instrument, sign, signs.length);
}

async function question(app: App, talk: Talk, instrument: Instrument, sign: Indicator, of: number): Promise<void> {
  const { words } = app;
  const theirs = await app.speak(talk.language);
  const go = async (state?: AnswerState): Promise<void> => {
    if (state) talk.states[sign.code] = state;
    talk.at += 1;
    await app.keep();
    await ask(app);
  };
  const back = (): void => {
    if (talk.at === 0) return told(app);
    talk.at -= 1;
    return void ask(app);
  };
  const asked = mayAskHere(app, sign);
  const ways = MODES.filter((mode) => sign.mode.includes(mode) && (mode !== 'ask' || asked));
  const answers: AnswerState[] = [...ways.map((mode) => YES[mode]), 'no', 'unsure', ...(asked ? ['declined' as const] : [])];
  const words_ = asked ? (sign.question ?? sign.label) : (sign.observe ?? sign.label);
  const own = inLanguage(sign.question, theirs.language) !== inLanguage(sign.question, 'en') ? ofInstrument(sign.question, theirs.language) : undefined;
  app.show({
    title: ofInstrument(words_, words.language) ?? h('span', {}, sign.code),
    back,
    body: [
      asked && own && theirs.language !== words.language ? h('p', { class: 'theirs', lang: theirs.language, dir: theirs.dir }, own) : null,
      asked ? null : h('p', {}, h('span', { class: 'tag' }, words.code('ask-by', sign.mode.includes('ask') ? sign.ask_by : 'none_at_border'))),
      asked && (sign.ask_by === 'trained' || sign.ask_by === 'health') ? h('p', {}, h('span', { class: 'tag' }, words.code('ask-by', sign.ask_by))) : null,
      h('details', {}, h('summary', {}, words.say('screen-look')), h('p', {}, words.say('screen-sign'), ' ', ofInstrument(sign.label, words.language)),
        asked ? ofParagraph(sign, 'observe', words.language) : null, ofParagraph(sign, 'hint', words.language),
        sign.bias_note ? h('p', {}, words.say('screen-care'), ' ', h('span', { lang: 'en', dir: 'ltr' }, sign.bias_note)) : null),
      h('div', { class: 'answers is-pairs', role: 'group', 'aria-label': words.t('client-answer') }, answers.map((state) => h('button', {
        type: 'button', class: `answer is-${state}`, value: state, 'aria-pressed': talk.states[sign.code] === state ? 'true' : 'false', onclick: () => void go(state),
      }, words.code('said', state)))),
      h('p', { class: 'buttons' }, button(words.say('client-skip'), () => void go(), 'quiet'), button(words.say('screen-stop'), () => void finish(app), 'plain')),
      h('p', { class: 'quiet' }, words.say('screen-page', { at: talk.at + 1, of }), instrument.review_state === 'draft' ? [' · ', words.say('screen-draft')] : null),
      theirs.language !== 'en' && !own ? h('p', { class: 'quiet' }, words.say('screen-no-translation')) : null,
    ],
  });
}

const ofParagraph = (sign: Indicator, part: 'observe' | 'hint', language: string): HTMLElement | null => {
  const found = ofInstrument(sign[part], language);
  return found ? h('p', {}, found) : null;
};

/** What a list asks around its signs. It helps whoever asks, is never scored, and stays on the phone. */
function around(app: App, talk: Talk, instrument: Instrument, shown: readonly string[]): void {
  const { words } = app;
  const form = new Form(instrument);
  const problems = new Map(form.fill(talk.fields, new Map()).problems.map((one) => [one.field, one.code]));
  const go = (): void => {
    const filled = form.fill(talk.fields, new Map());
    const wrong = filled.problems.some((one) => one.code !== 'form.required');
    if (wrong) return around(app, talk, instrument, filled.shown.filter((name) => instrument.fields?.some((one) => one.name === name)));
    talk.fields = { ...talk.fields, ...(Object.keys(talk.fields).length === 0 ? Object.fromEntries(shown.map((name) => [name, ''])) : {}) };
    return void app.keep().then(() => ask(app));
  };
  app.show({
    title: words.say('client-around'),
    back: () => { told(app); },
    body: [
      h('p', { class: 'quiet' }, words.say('client-around-why')),
      ...shown.map((name) => {
        const field = instrument.fields?.find((one) => one.name === name);
        const wrong = problems.get(name);
        return field ? [wrong && wrong !== 'form.required' ? h('p', { class: 'error', role: 'alert' }, ofInstrument(field.constraint_message, words.language) ?? words.say('client-field-wrong')) : null, input(app, talk, instrument, field)] : null;
      }),
      h('p', { class: 'buttons' }, button(words.say('client-go-on'), go)),
    ],
  });
}

function input(app: App, talk: Talk, instrument: Instrument, field: Field): HTMLElement {
  const { words } = app;
  const set = (value: string): void => { talk.fields[field.name] = value; };
  const value = talk.fields[field.name] ?? '';
  const label = ofInstrument(field.label, words.language);
  const hint = ofInstrument(field.hint, words.language);
  if (field.type === 'note') return h('p', { class: 'note' }, label);
  const offered = (instrument.choices ?? []).filter((one) => one.list === field.list);
  if (field.type === 'select_one') return choices(label, offered.map((one) => ({ value: one.name, label: ofInstrument(one.label, words.language) })), value, set, hint);
  if (field.type === 'select_multiple') {
    const chosen = new Set(value.split(' ').filter((one) => one !== ''));
    const turn = (name: string, on: boolean): void => { if (on) chosen.add(name); else chosen.delete(name); set([...chosen].join(' ')); };
    return h('fieldset', { class: 'field' }, h('legend', {}, label), offered.map((one) => tick(ofInstrument(one.label, words.language), chosen.has(one.name), (on) => { turn(one.name, on); })));
  }
  return text(label, value, set, { numeric: field.type === 'integer' || field.type === 'decimal', type: field.type === 'date' ? 'date' : 'text', hint });
}
