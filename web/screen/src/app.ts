// The client as a whole: what is open, what is shown, and when the key of the device is forgotten.

import { sealRecord, send } from './device.ts';
import type { Device, Sealed } from './device.ts';
import { h } from './dom.ts';
import type { Child } from './dom.ts';
import { referenceOf } from './instrument.ts';
import type { Instrument } from './instrument.ts';
import * as lock from './lock.ts';
import type { Closed } from './lock.ts';
import { recordOf, urgencyOf } from './talk.ts';
import type { Talk } from './talk.ts';
import type { Store } from './store.ts';
import { Words } from './words.ts';
import type { WordsFile } from './words.ts';

/** What `lists` answers: the instruments of this installation and the languages of the client. */
export interface Lists { instruments: Instrument[]; languages: { tag: string; name: string; dir: 'ltr' | 'rtl' }[]; settings: string[]; invented: boolean }

/** A talk on the disk: ciphertext, and when it was touched last. */
export interface Draft extends Closed { id: string; touched: number }

/** What a finished talk was about, for the one look after a hand-over. */
export interface Outcome { talk: Talk; sealedAt: number }

/** A screen: its heading, what it shows, and where "back" leads. */
export interface Screen { title: Node; body: Child; back?: () => void; theirs?: Words; plain?: true }

/** Nobody has touched the phone for so long: what was begun is sealed and the key forgotten. */
export const IDLE_MS = 30 * 60_000;
const SHORTEST_FIRST = ['first-contact-6'];

export class App {
  readonly store: Store;
  readonly lists: Lists;
  device: Device | undefined;
  key: CryptoKey | undefined;
  words: Words;
  talk: Talk | undefined;
  #back: (() => void) | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #touched = Date.now();
  readonly #main: HTMLElement;
  readonly #files = new Map<string, Words>();
  /** What changes with the language outside the screens. */
  onWords: () => void = () => undefined;
  /** What is shown when the key was forgotten. */
  onLocked: () => void = () => undefined;
  /** What is shown anew when something was sent. */
  onSent: () => void = () => undefined;

  constructor(store: Store, lists: Lists, words: Words, main: HTMLElement) {
    this.store = store;
    this.lists = lists;
    this.words = words;
    this.#main = main;
    this.#files.set(words.language, words);
    this.stir();
  }

  /** Loads the words of a language; they are kept by the worker and need no network. */
  async speak(language: string): Promise<Words> {
    const known = this.#files.get(language) ?? new Words(await loadWords(language));
    this.#files.set(language, known);
    return known;
  }

  async readIn(language: string): Promise<void> {
    this.words = await this.speak(language);
    document.documentElement.lang = this.words.language;
    document.documentElement.dir = this.words.dir;
    this.onWords();
  }

  /** Shows a screen and puts the reader at its beginning. */
  show({ title, body, back, theirs, plain }: Screen): void {
    const words = theirs ?? this.words;
    const heading = h('h1', { tabindex: -1 }, title);
    const leave = back && h('p', { class: 'back' }, h('button', { type: 'button', class: 'plain', onclick: back }, words.say('screen-back')));
    this.#back = back;
    this.#main.replaceChildren(...[leave, heading].filter((one) => one !== undefined));
    this.#main.lang = words.language;
    this.#main.dir = words.dir;
    const parts = h('div', {}, body);
    this.#main.append(...parts.childNodes);
    document.body.classList.toggle('is-theirs', theirs !== undefined || plain === true);
    document.documentElement.scrollTop = 0;
    heading.focus({ preventScroll: true });
  }

  /** The phone's own "back": leads to the screen before, never out of a talk. */
  goBack(): void { this.#back?.(); }

  instrument(reference: string): Instrument | undefined { return this.lists.instruments.find((one) => referenceOf(one) === reference); }

  /** The list that a talk begins with: the one for a first contact, or else the shortest. */
  firstInstrument(): string {
    const first = this.lists.instruments.find((one) => SHORTEST_FIRST.includes(one.id));
    const shortest = [...this.lists.instruments].sort((one, other) => one.indicators.length - other.indicators.length)[0];
    const chosen = first ?? shortest;
    return chosen ? referenceOf(chosen) : '';
  }

  /** Keeps the talk as it stands, under the device's key. */
  async keep(): Promise<void> {
    if (!this.talk || !this.key) return;
    const { id } = this.talk;
    const closed = await lock.close(this.key, `drafts/${id}`, this.talk);
    await this.store.put<Draft>('drafts', { id, touched: Date.now(), ...closed });
  }

  async openDraft(draft: Draft): Promise<Talk | undefined> {
    if (!this.key) return undefined;
    return lock.open<Talk>(this.key, `drafts/${draft.id}`, draft);
  }

  /** Seals a talk to the unit and forgets what was begun, in one step. Then tries to send. */
  async seal(talk: Talk, outcomeFor?: 'later'): Promise<void> {
    if (!this.device) throw new Error('no device');
    const instrument = this.instrument(talk.instrument);
    const record = recordOf(talk, instrument, this.device.setting);
    const sealed = await sealRecord(this.device, talk.instrument, urgencyOf(talk, instrument), record);
    const puts: (readonly ['outbox' | 'outcomes', { id: string }])[] = [['outbox', sealed]];
    if (outcomeFor && this.key) {
      // After a hand-over the one look waits for the passphrase; the name has gone with the record.
      const outcome: Outcome = { talk: { ...talk, name: '', addressAs: '' }, sealedAt: sealed.sealedAt };
      puts.push(['outcomes', { id: talk.id, ...(await lock.close(this.key, `outcomes/${talk.id}`, outcome)) } as { id: string }]);
    }
    await this.store.change(puts, [['drafts', talk.id]]);
    if (this.talk?.id === talk.id) this.talk = undefined;
    void this.sendNow();
  }

  async sendNow(): Promise<{ sent: number; offline: boolean }> {
    const result = await send(this.store);
    this.device = await this.store.get<Device>('device', 'device');
    this.onSent();
    return result;
  }

  waiting(): Promise<Sealed[]> { return this.store.all<Sealed>('outbox'); }

  /** Forgets the key and everything that is open. */
  lockNow(): void {
    this.key = undefined;
    this.talk = undefined;
    this.onLocked();
  }

  /** Somebody is there: the time until the lock begins anew. */
  stir(): void {
    this.#touched = Date.now();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#idleEnd(), IDLE_MS);
  }

  /** The phone was put away and comes back: its clock went on, its timers did not. */
  async wake(): Promise<void> {
    if (this.key && Date.now() - this.#touched >= IDLE_MS) await this.#idleEnd();
  }

  async #idleEnd(): Promise<void> {
    // What was begun lies on the disk as a draft; what was only opened holds nothing.
    if (this.talk && (await this.store.get('drafts', this.talk.id))) await this.seal(this.talk);
    this.lockNow();
  }

  /** Seals what was left lying for longer than the idle time, so that a phone found later holds nothing to read. */
  async sealLeftBehind(now = Date.now()): Promise<number> {
    const left = (await this.store.all<Draft>('drafts')).filter((one) => now - one.touched >= IDLE_MS);
    for (const draft of left) {
      const talk = await this.openDraft(draft);
      if (talk) await this.seal(talk);
    }
    return left.length;
  }
}

export async function loadWords(language: string): Promise<WordsFile> {
  const answer = await fetch(`words/${language}`, { credentials: 'omit' });
  if (!answer.ok) throw new Error(`words ${language}`);
  return (await answer.json()) as WordsFile;
}
