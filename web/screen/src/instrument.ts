// An instrument as the server hands it out: who it is for, its signs, and the rules that turn signs into a band.
// The server has parsed and checked it; `crates/screening/src/instrument.rs` says what each field means.

/** The same text in several languages; English is always there. */
export type Labels = Readonly<Record<string, string>>;

export const BANDS = ['door_open', 'talk_more_safely', 'protect_now', 'danger_now'] as const;
/** What to do next; a later one asks for more protection. */
export type Band = (typeof BANDS)[number];

export const STATES = [
  'yes_told', 'yes_seen', 'yes_third_party', 'yes_document', 'no', 'not_asked', 'unsure', 'declined',
] as const;
/** What is known about one sign. */
export type AnswerState = (typeof STATES)[number];

export const SETTINGS = ['camp', 'detention', 'papers_held_by_state', 'seasonal_housing', 'disaster'] as const;
/** A setting that can produce a sign by itself. */
export type Setting = (typeof SETTINGS)[number];

export const CHILD_FLAGS = ['yes', 'no', 'unsure'] as const;
export type ChildFlag = (typeof CHILD_FLAGS)[number];

export type Strength = 'strong' | 'medium' | 'weak' | 'recorded';
export type Kind =
  | 'control' | 'exploitation' | 'recruitment' | 'disclosure'
  | 'danger' | 'relation' | 'vulnerability' | 'surroundings';
export type Mode = 'observe' | 'ask' | 'document' | 'third_party';
export type FieldType =
  | 'text' | 'integer' | 'decimal' | 'date' | 'select_one' | 'select_multiple' | 'note' | 'calculate';

export interface Source { key: string; title: string; place?: string; mark?: string }

export interface Field {
  name: string;
  type: FieldType;
  list?: string;
  label?: Labels;
  hint?: Labels;
  audio?: Labels;
  required?: boolean;
  relevant?: string;
  constraint?: string;
  constraint_message?: Labels;
  calculation?: string;
  choice_filter?: string;
}

export interface Choice { list: string; name: string; label: Labels; audio?: Labels; columns?: Record<string, string> }

/** One way in which a dimension becomes positive: at least so many signs of each strength. */
export interface Alternative { strong?: number; medium?: number; weak?: number }

export interface Dimension { code: string; label: Labels; phase?: string; combination?: Alternative[] }

export interface Indicator {
  code: string;
  type: string;
  label: Labels;
  question?: Labels;
  observe?: Labels;
  hint?: Labels;
  audio?: Labels;
  relevant?: string;
  strength: Strength;
  dimension?: string;
  kind: Kind;
  mode: Mode[];
  ask_by: 'any' | 'trained' | 'health' | 'none_at_border';
  not_if?: Setting[];
  bias_note?: string;
  source: string;
}

/** One way for an outcome to hold: every list must be met. */
export interface Condition { positive?: string[]; any_positive?: string[]; any_sign?: string[]; any_strong?: string[] }

export interface Outcome { code: string; label: Labels; band: Band; child_only?: boolean; when: Condition[] }

export interface Instrument {
  id: string;
  version: string;
  title: Labels;
  for_whom: 'adult' | 'child' | 'any';
  about?: 'person' | 'account';
  review_state: 'draft' | 'reviewed';
  needs_check: boolean;
  licence: string;
  sources: Source[];
  combination?: Alternative[];
  dimensions: Dimension[];
  outcomes?: Outcome[];
  choices?: Choice[];
  fields?: Field[];
  indicators: Indicator[];
}

/** The reference that answers carry: `id@version`. */
export const referenceOf = (instrument: Instrument): string => `${instrument.id}@${instrument.version}`;

/** The text in this language or the nearest one: `pt-BR`, then `pt`, then English, then any. */
export function inLanguage(labels: Labels | undefined, language: string): string {
  if (!labels) return '';
  const primary = language.split('-')[0] ?? '';
  return labels[language] ?? labels[primary] ?? labels['en'] ?? Object.values(labels)[0] ?? '';
}

/** Whether the sign is there, however it came to be known. */
export const isYes = (state: AnswerState): boolean => state.startsWith('yes_');
