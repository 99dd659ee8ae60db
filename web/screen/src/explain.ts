// A finding as the keys of its sentences: what to do now, why, and what the screen cannot know. The sentences are those of
// `crates/screening/src/explain`, in the reader's language. There is always something to do, also when nothing was seen.

import { BANDS } from './instrument.ts';
import type { Band } from './instrument.ts';
import type { Finding, Note, Reason } from './evaluate.ts';

/** A sentence by its key; for an outcome the instrument has the words. */
export interface Line { key: string; outcome?: true }

export interface Explanation { headline: Line; why: Line[]; do_now: Line[]; limits: Line[]; come_back: Line }

const atLeast = (band: Band, least: Band): boolean => BANDS.indexOf(band) >= BANDS.indexOf(least);

const numbered = (stem: string, count: number): Line[] =>
  Array.from({ length: count }, (_, at) => ({ key: `screening-${stem}-${at + 1}` }));

/** How many sentences each step has. */
const STEPS: Readonly<Record<Band, number>> = { door_open: 2, talk_more_safely: 4, protect_now: 4, danger_now: 4 };
const ACCOUNT_STEPS: Readonly<Record<Band, number>> = { door_open: 1, talk_more_safely: 3, protect_now: 3, danger_now: 2 };
const [RELATION_STEPS, CHILD_STEPS, CALM_CHILD_STEPS, LIMITS] = [2, 2, 1, 4];

const NOTES: Readonly<Partial<Record<Note, string>>> = {
  child_presumed: 'child-presumed',
  adult_instrument_used_with_child: 'adult-instrument',
  child_instrument_used_with_adult: 'child-instrument',
  some_declined: 'declined',
  some_unsure: 'unsure',
  instrument_draft: 'draft',
  instrument_needs_check: 'needs-check',
};

/** Puts a finding into words. */
export function explain(finding: Finding): Explanation {
  const account = finding.about === 'account';
  // A list for accounts speaks of reporting in both middle bands.
  const accountBand = finding.band === 'protect_now' ? 'talk_more_safely' : finding.band;
  return {
    headline: { key: account ? `screening-headline-account-${accountBand}` : `screening-headline-${finding.band}` },
    why: finding.reasons.filter((one) => speaks(one, finding)).map(why),
    do_now: account ? numbered(`do-account-${accountBand}`, ACCOUNT_STEPS[finding.band]) : doNow(finding),
    limits: [...finding.notes.flatMap((note) => (NOTES[note] ? [{ key: `screening-note-${NOTES[note]}` }] : [])), ...numbered('limit', LIMITS)],
    come_back: { key: account ? 'screening-look-again' : 'screening-come-back' },
  };
}

/** A reason for less than the band would only blur what to do now. */
const speaks = (reason: Reason, finding: Finding): boolean => reason.band === finding.band || reason.code === 'relation_among_signs';

const why = (reason: Reason): Line => {
  const key = `screening-why-${reason.code.replaceAll('_', '-')}`;
  return reason.code === 'case_outcome' ? { key, outcome: true } : { key };
};

function doNow(finding: Finding): Line[] {
  const lines = numbered(`do-${finding.band}`, STEPS[finding.band]);
  if (finding.reasons.some((one) => one.code === 'relation_alone')) lines.push(...numbered('do-relation', RELATION_STEPS));
  if (finding.treated_as_child) {
    lines.push(...(atLeast(finding.band, 'protect_now') ? numbered('do-child', CHILD_STEPS) : numbered('do-child-calm', CALM_CHILD_STEPS)));
  }
  if (!atLeast(finding.band, 'protect_now') && finding.notes.includes('nothing_asked')) lines.push({ key: 'screening-do-ask-later' });
  return lines;
}
