// Handing the phone over: the person chooses a language and answers alone. Earlier answers and the outcome stay hidden, and
// the outcome opens only with the passphrase.

import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { ofInstrument, button, list } from '../parts.ts';
import type { AnswerState, Indicator } from '../instrument.ts';
import type { Talk } from '../talk.ts';
import type { Words } from '../words.ts';
import { finish } from './result.ts';
import { signsOf } from './questions.ts';
import { answerDanger, said, told } from './told.ts';

const ANSWERS: readonly AnswerState[] = ['yes_told', 'no', 'unsure', 'declined'];

/** The responder's last look before the phone changes hands. */
export function handOver(app: App): void {
  const { words, talk } = app;
  if (!talk) return;
  const go = (): void => {
    talk.handedOverAt = talk.at;
    void app.keep();
    greet(app, talk);
  };
  app.show({
    title: words.say('client-hand-over'),
    back: () => { told(app); },
    body: [
      list(['client-hand-alone', 'client-hand-hidden', 'client-hand-back'].map((key) => words.say(key))),
      h('p', { class: 'buttons' }, button(words.say('client-hand-now'), go)),
    ],
  });
}

/** First of all the language: each in its own words. */
function greet(app: App, talk: Talk): void {
  const choose = async (tag: string): Promise<void> => {
    talk.language = tag;
    await app.keep();
    await tell(app, talk);
  };
  app.show({
    title: h('span', { lang: 'en' }, app.words.say('client-choose-language')),
    plain: true,
    body: h('div', { class: 'answers' }, app.lists.languages.map((one) => h('button', { type: 'button', class: 'answer', lang: one.tag, dir: one.dir, onclick: () => void choose(one.tag) }, one.name))),
  });
}

async function tell(app: App, talk: Talk): Promise<void> {
  const theirs = await app.speak(talk.language);
  const yes = (): void => {
    // The limits stand on this very screen: whoever says yes has them before her.
    talk.told = { language: talk.language, how: 'screen', limits: true, agreed: 'yes', at: Date.now() };
    answerDanger(app, talk);
    void app.keep().then(() => alone(app));
  };
  const notNow = (): void => {
    talk.told = { language: talk.language, how: 'screen', limits: true, agreed: 'not_now', at: Date.now() };
    void finish(app);
  };
  app.show({
    title: theirs.say('client-your-turn'),
    theirs,
    back: () => { greet(app, talk); },
    body: [said(theirs), h('p', { class: 'buttons' }, button(theirs.say('client-i-answer'), yes), button(theirs.say('client-i-not-now'), notNow, 'quiet'))],
  });
}

export async function alone(app: App): Promise<void> {
  const { talk } = app;
  const instrument = talk && app.instrument(talk.instrument);
  if (!talk || !instrument) return;
  const signs = signsOf(app, talk, instrument);
  const sign = signs[talk.at];
  if (!sign) return finish(app);
  const theirs = await app.speak(talk.language);
  question(app, talk, sign, theirs, signs.length);
}

function question(app: App, talk: Talk, sign: Indicator, theirs: Words, of: number): void {
  const go = async (state?: AnswerState): Promise<void> => {
    if (state) talk.states[sign.code] = state;
    talk.at += 1;
    await app.keep();
    await alone(app);
  };
  const back = (): void => {
    talk.at -= 1;
    void alone(app);
  };
  app.show({
    title: ofInstrument(sign.question, theirs.language) ?? theirs.say('client-your-turn'),
    theirs,
    // What was answered before the phone changed hands stays hidden.
    ...(talk.at > (talk.handedOverAt ?? 0) ? { back } : {}),
    body: [
      h('div', { class: 'answers', role: 'group', 'aria-label': theirs.t('client-answer') }, ANSWERS.map((state) => h('button', {
        type: 'button', class: 'answer', value: state, onclick: () => void go(state),
      }, theirs.code('client-own', state)))),
      h('p', { class: 'buttons' }, button(theirs.say('client-skip'), () => void go(), 'quiet'), button(theirs.say('client-i-stop'), () => void finish(app), 'plain')),
      h('p', { class: 'quiet' }, theirs.say('screen-page', { at: talk.at + 1, of })),
    ],
  });
}

/** Thanks, and nothing about what was found. The key is gone from here on. */
export async function thanks(app: App, talk: Talk): Promise<void> {
  const theirs = await app.speak(talk.language);
  app.key = undefined;
  app.talk = undefined;
  app.show({
    title: theirs.say('client-thanks'),
    theirs,
    body: [
      h('p', { class: 'lead' }, theirs.say('client-thanks-lead')),
      list(['right-help', 'right-say-no'].map((key) => theirs.say(key))),
      h('p', {}, theirs.say('screening-come-back')),
      h('p', { class: 'buttons' }, h('button', { type: 'button', class: 'button', onclick: () => { app.lockNow(); } }, theirs.say('client-give-back'))),
    ],
  });
}
