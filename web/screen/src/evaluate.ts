// Answers to a finding: counting the signs that are there, judging them, and naming the reasons.
// The rules are those of `instruments/README.md`; the same vectors hold this file and `crates/screening` to them.
// No probability, no score, and no word about what somebody is not.

import { statesOf } from './answers.ts';
import type { Answers, Context, Read } from './answers.ts';
import { BANDS, isYes, referenceOf } from './instrument.ts';
import type { Alternative, AnswerState, Band, Condition, Dimension, Indicator, Instrument, Kind, Labels, Outcome, Setting, Strength } from './instrument.ts';

export type ReasonCode =
  | 'danger_now' | 'explicit_disclosure' | 'child_strong_sign' | 'child_act_and_exploitation' | 'case_outcome'
  | 'not_on_vulnerability_alone' | 'relation_alone' | 'relation_among_signs' | 'nothing_raised';

export type Note =
  | 'child_presumed' | 'adult_instrument_used_with_child' | 'child_instrument_used_with_adult' | 'nothing_asked'
  | 'some_declined' | 'some_unsure' | 'signs_set_aside' | 'instrument_draft' | 'instrument_needs_check';

export interface Reason { code: ReasonCode; band: Band; indicators?: string[]; outcome?: string }

export interface SignPresent {
  code: string;
  label: Labels;
  strength: Strength;
  kind: Kind;
  dimension?: string;
  how: AnswerState;
  source: string;
  bias_note?: string;
}

export interface SetAside { code: string; label: Labels; how: AnswerState; because: Setting[] }

export interface DimensionFinding { code: string; label: Labels; strong: number; medium: number; weak: number; positive: boolean }

/** The result of one evaluation, field by field what Rust gives. */
export interface Finding {
  instrument: string;
  about?: 'account';
  band: Band;
  treated_as_child: boolean;
  reasons: Reason[];
  indicators: SignPresent[];
  asked: number;
  of: number;
  dimensions: DimensionFinding[];
  outcome?: string;
  outcome_label?: Labels;
  set_aside: SetAside[];
  notes: Note[];
}

const higher = (one: Band, other: Band): Band => (BANDS.indexOf(one) >= BANDS.indexOf(other) ? one : other);

/** The finding for answers, or what keeps them from being evaluated with this instrument. */
export function evaluate(instrument: Instrument, answers: Answers): Read<Finding> {
  const states = statesOf(instrument, answers);
  return 'problems' in states ? states : { value: evaluateStates(instrument, answers.context, states.value) };
}

/** The finding for states in the order of the instrument's signs. */
export function evaluateStates(instrument: Instrument, context: Context, states: readonly AnswerState[]): Finding {
  const tally = count(instrument, context, states);
  const child = asChild(instrument, context);
  const judgement = judge(instrument, tally, child);
  const { present, set_aside } = sortSigns(instrument, context, states);
  const asked = states.filter((state) => state !== 'not_asked').length;
  const finding: Finding = {
    instrument: referenceOf(instrument),
    ...(instrument.about === 'account' ? { about: 'account' as const } : {}),
    band: judgement.band,
    treated_as_child: child,
    reasons: reasons(tally, judgement, present, child),
    indicators: present.map(({ indicator, how }) => sign(indicator, how)),
    asked,
    of: instrument.indicators.length,
    dimensions: instrument.dimensions.map((one) => ({ code: one.code, label: one.label, ...tally.counts.get(one.code)!, positive: tally.positive.has(one.code) })),
    ...(judgement.outcome ? { outcome: judgement.outcome.code, outcome_label: judgement.outcome.label } : {}),
    set_aside,
    notes: [],
  };
  finding.notes = notes(instrument, context, states, finding);
  return finding;
}

/** A person of unknown age is presumed to be a child (Council of Europe Convention, Art. 10(3)); an account has no age. */
const asChild = (instrument: Instrument, context: Context): boolean =>
  instrument.about !== 'account' && (context.child !== 'no' || instrument.for_whom === 'child');

interface Counts { strong: number; medium: number; weak: number }

interface Tally {
  counts: Map<string, Counts>;
  positive: Set<string>;
  /** Dimensions with a scored sign, and with a strong one. */
  signs: Set<string>;
  strong: Set<string>;
  kinds: Set<Kind>;
  strongControlOrExploitation: boolean;
  actAndExploitation: boolean;
  /** Whether a scored sign is about anything but vulnerability or a relation. */
  substantive: boolean;
}

const explainedBy = (indicator: Indicator, context: Context): Setting[] =>
  (indicator.not_if ?? []).filter((setting) => context.settings.has(setting));

function count(instrument: Instrument, context: Context, states: readonly AnswerState[]): Tally {
  const counts = new Map(instrument.dimensions.map((one) => [one.code, { strong: 0, medium: 0, weak: 0 }]));
  const tally: Tally = {
    counts, positive: new Set(), signs: new Set(), strong: new Set(), kinds: new Set(),
    strongControlOrExploitation: false, actAndExploitation: false, substantive: false,
  };
  const exploited = new Set<string>();
  for (const [at, indicator] of instrument.indicators.entries()) {
    const { strength, kind, dimension } = indicator;
    const counted = isYes(states[at] ?? 'not_asked') && strength !== 'recorded' && explainedBy(indicator, context).length === 0;
    if (!counted) continue;
    tally.kinds.add(kind);
    const own = dimension === undefined ? undefined : counts.get(dimension);
    if (dimension !== undefined && own) {
      own[strength] += 1;
      tally.signs.add(dimension);
      if (strength === 'strong') tally.strong.add(dimension);
      if (kind === 'exploitation') exploited.add(dimension);
    }
    tally.strongControlOrExploitation ||= strength === 'strong' && (kind === 'control' || kind === 'exploitation');
    tally.substantive ||= kind !== 'vulnerability' && kind !== 'relation';
  }
  for (const dimension of instrument.dimensions) {
    if (isPositive(instrument, dimension, counts.get(dimension.code)!)) tally.positive.add(dimension.code);
  }
  // Being recruited, moved or held by someone is an act; the purpose shows in a positive dimension of exploitation.
  const act = tally.kinds.has('recruitment') || tally.kinds.has('control');
  tally.actAndExploitation = act && [...exploited].some((code) => tally.positive.has(code));
  return tally;
}

function isPositive(instrument: Instrument, dimension: Dimension, counts: Counts): boolean {
  const own = dimension.combination ?? [];
  const alternatives = own.length > 0 ? own : (instrument.combination ?? []);
  return alternatives.some((alternative) => meets(counts, alternative));
}

/** Whether the signs are enough, a stronger one standing in for a weaker one. */
function meets(counts: Counts, { strong = 0, medium = 0, weak = 0 }: Alternative): boolean {
  const upToMedium = counts.strong + counts.medium;
  return counts.strong >= strong && upToMedium >= strong + medium && upToMedium + counts.weak >= strong + medium + weak;
}

interface Judgement {
  band: Band;
  /** The outcome that holds. */
  outcome?: Outcome;
  /** The first outcome that would hold, were it not for vulnerability or a relation alone. */
  withheld?: Outcome;
}

function judge(instrument: Instrument, tally: Tally, child: boolean): Judgement {
  const judgement: Judgement = { band: 'door_open' };
  const raise = (band: Band): void => { judgement.band = higher(judgement.band, band); };
  for (const outcome of instrument.outcomes ?? []) {
    if ((outcome.child_only && !child) || !outcome.when.some((condition) => holds(condition, tally))) continue;
    // Vulnerability is a reason to look and to help; on its own it never presumes.
    if (BANDS.indexOf(outcome.band) >= BANDS.indexOf('protect_now') && !tally.substantive) {
      judgement.withheld ??= outcome;
      raise('talk_more_safely');
      continue;
    }
    judgement.outcome = outcome;
    raise(outcome.band);
    break;
  }
  if (tally.kinds.has('relation')) raise('talk_more_safely');
  if (tally.kinds.has('disclosure')) raise('protect_now');
  if (child && (tally.strongControlOrExploitation || tally.actAndExploitation)) raise('protect_now');
  if (tally.kinds.has('danger')) raise('danger_now');
  return judgement;
}

function holds(condition: Condition, tally: Tally): boolean {
  const any = (wanted: string[] = [], there: Set<string>): boolean => wanted.length === 0 || wanted.some((code) => there.has(code));
  return (condition.positive ?? []).every((code) => tally.positive.has(code))
    && any(condition.any_positive, tally.positive)
    && any(condition.any_sign, tally.signs)
    && any(condition.any_strong, tally.strong);
}

interface Present { indicator: Indicator; how: AnswerState }

/** Parts the signs that are there into those that stand and those that the setting explains. */
function sortSigns(instrument: Instrument, context: Context, states: readonly AnswerState[]): { present: Present[]; set_aside: SetAside[] } {
  const present: Present[] = [];
  const set_aside: SetAside[] = [];
  for (const [at, indicator] of instrument.indicators.entries()) {
    const how = states[at] ?? 'not_asked';
    if (!isYes(how)) continue;
    const because = explainedBy(indicator, context);
    if (because.length === 0) present.push({ indicator, how });
    else set_aside.push({ code: indicator.code, label: indicator.label, how, because });
  }
  return { present, set_aside };
}

function sign(indicator: Indicator, how: AnswerState): SignPresent {
  const { code, label, strength, kind, dimension, source, bias_note } = indicator;
  return { code, label, strength, kind, ...(dimension === undefined ? {} : { dimension }), how, source, ...(bias_note === undefined ? {} : { bias_note }) };
}

function reasons(tally: Tally, judgement: Judgement, present: Present[], child: boolean): Reason[] {
  const scored = present.map(({ indicator }) => indicator).filter((one) => one.strength !== 'recorded');
  const codes = (wanted: (one: Indicator) => boolean): string[] => scored.filter(wanted).map((one) => one.code);
  const kinds = (...wanted: Kind[]): string[] => codes((one) => wanted.includes(one.kind));
  const given: Reason[] = [];
  const give = (code: ReasonCode, band: Band, indicators: string[], outcome?: Outcome): void => {
    given.push({ code, band, ...(indicators.length > 0 ? { indicators } : {}), ...(outcome ? { outcome: outcome.code } : {}) });
  };
  if (tally.kinds.has('danger')) give('danger_now', 'danger_now', kinds('danger'));
  if (tally.kinds.has('disclosure')) give('explicit_disclosure', 'protect_now', kinds('disclosure'));
  if (child && tally.strongControlOrExploitation) {
    give('child_strong_sign', 'protect_now', codes((one) => one.strength === 'strong' && (one.kind === 'control' || one.kind === 'exploitation')));
  }
  if (child && tally.actAndExploitation) {
    give('child_act_and_exploitation', 'protect_now', kinds('recruitment', 'control', 'exploitation'));
  }
  if (judgement.outcome) give('case_outcome', judgement.outcome.band, [], judgement.outcome);
  if (judgement.withheld) give('not_on_vulnerability_alone', 'talk_more_safely', [], judgement.withheld);
  if (tally.kinds.has('relation')) {
    give(tally.substantive ? 'relation_among_signs' : 'relation_alone', 'talk_more_safely', kinds('relation'));
  }
  if (given.length === 0) give('nothing_raised', 'door_open', []);
  // The sort is stable: reasons of one band stay in the order of the rules above.
  return given.sort((one, other) => BANDS.indexOf(other.band) - BANDS.indexOf(one.band));
}

function notes(instrument: Instrument, context: Context, states: readonly AnswerState[], finding: Finding): Note[] {
  const person = instrument.about !== 'account';
  const all: [Note, boolean][] = [
    ['child_presumed', person && context.child === 'unsure'],
    ['adult_instrument_used_with_child', person && instrument.for_whom === 'adult' && context.child !== 'no'],
    ['child_instrument_used_with_adult', person && instrument.for_whom === 'child' && context.child === 'no'],
    ['nothing_asked', finding.asked === 0],
    ['some_declined', states.includes('declined')],
    ['some_unsure', states.includes('unsure')],
    ['signs_set_aside', finding.set_aside.length > 0],
    ['instrument_draft', instrument.review_state === 'draft'],
    ['instrument_needs_check', instrument.needs_check],
  ];
  return all.filter(([, given]) => given).map(([note]) => note);
}
