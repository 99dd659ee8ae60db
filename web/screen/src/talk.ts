// One talk with one person: what was noted so far, and the record that is sealed of it (`docs/intake.md`).

import { messageOf } from './answers.ts';
import type { Context } from './answers.ts';
import { evaluateStates } from './evaluate.ts';
import type { Finding } from './evaluate.ts';
import type { AnswerState, Band, ChildFlag, Instrument, Setting } from './instrument.ts';

export type Age = 'child' | 'adult' | 'unsure';
export type Agreed = 'yes' | 'no' | 'not_now';
export type How = 'spoken' | 'interpreter' | 'screen' | 'audio' | 'paper' | 'sign_language' | 'pictures';
export type Urgency = 'danger_now' | 'urgent' | 'routine';

export interface Told { language: string; how: How; limits: boolean; agreed: Agreed; at: number }

/** A talk as it stands. It lies on the device only under the device's key. */
export interface Talk {
  id: string;
  began: number;
  danger: 'yes' | 'no' | 'unsure';
  age: Age;
  language: string;
  name: string;
  addressAs: string;
  childrenWith: number;
  /** The instrument, `id@version`. */
  instrument: string;
  around: Setting[];
  told?: Told;
  states: Record<string, AnswerState>;
  fields: Record<string, string>;
  /** Which question stands open. */
  at: number;
  /** From which question on the person answers alone. */
  handedOverAt?: number;
}

/** No longer name is taken; the server refuses more (`crates/app/src/contacts.rs`). */
export const LONGEST_NAME = 200;

export function newTalk(language: string, instrument: string): Talk {
  return {
    id: crypto.randomUUID(), began: Date.now(), danger: 'unsure', age: 'unsure', language, name: '', addressAs: '',
    childrenWith: 0, instrument, around: [], states: {}, fields: {}, at: 0,
  };
}

const CHILD: Readonly<Record<Age, ChildFlag>> = { child: 'yes', adult: 'no', unsure: 'unsure' };

export const contextOf = (talk: Talk): Context => ({ child: CHILD[talk.age], settings: new Set(talk.around) });

/** Whether questions may be asked: the person knows the limits and said yes. */
export const mayAsk = (talk: Talk): boolean => talk.told?.agreed === 'yes' && talk.told.limits;

/** What the device makes of it. The server never reads this and evaluates again. */
export function findingOf(talk: Talk, instrument: Instrument): Finding {
  const states = instrument.indicators.map((one) => talk.states[one.code] ?? 'not_asked');
  return evaluateStates(instrument, contextOf(talk), states);
}

const URGENCY: Readonly<Record<Band, Urgency>> = {
  danger_now: 'danger_now', protect_now: 'urgent', talk_more_safely: 'routine', door_open: 'routine',
};

/** How fast somebody must look: by the signs, and by what was said before any question. */
export function urgencyOf(talk: Talk, instrument: Instrument | undefined): Urgency {
  if (talk.danger === 'yes') return 'danger_now';
  return instrument && mayAsk(talk) ? URGENCY[findingOf(talk, instrument).band] : 'routine';
}

/** The record of a talk, version 1; `setting` is the kind of place where the phone is used. */
export function recordOf(talk: Talk, instrument: Instrument | undefined, setting: string): string {
  const told = talk.told;
  const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim().slice(0, LONGEST_NAME));
  const answers = instrument && mayAsk(talk)
    ? messageOf(instrument, contextOf(talk), new Map(Object.entries(talk.states)), {})
    : undefined;
  return JSON.stringify({
    version: 1,
    contact: {
      origin: 'responder',
      setting,
      languages: [talk.language],
      age: talk.age,
      children_with: talk.childrenWith,
      limited_mobility: false,
      name: given(talk.name),
      address_as: given(talk.addressAs),
    },
    told_before: told && {
      language: told.language,
      how: told.how,
      limits_of_confidentiality_shown: told.limits,
      agreed_to_talk: told.agreed,
      at: new Date(told.at).toISOString(),
    },
    answers,
  });
}
