// The device: its credential, the unit's key, the lines to call, and the road on which sealed records travel.

import { fromBase64, utf8 } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { seal } from './hpke.ts';
import type { Lock } from './lock.ts';
import type { Store } from './store.ts';
import type { Urgency } from './talk.ts';

const INFO = utf8('havenward intake v1');
/** A device that has not been heard of for so long may seal to a key that is no longer kept (`docs/intake.md`). */
export const STALE_MS = 14 * 24 * 3_600_000;
/** What waits longer than this is told loudly. */
export const LATE_MS = 24 * 3_600_000;

export interface Span { day: number; from: string; until: string }
/** A telephone line, without a word about whose it is. */
export interface Line { phone: string; hours: 'always' | { weekly: Span[] }; for_children: boolean }

/** What the server tells a device (`GET /api/v1/intake/key`). */
interface Bearings { unit: string; unit_name: string; version: number; public_key: string; lines: Line[] }

export interface Device {
  id: 'device';
  /** It hands in records and does nothing else, and can be revoked: no secret of a person's. */
  credential: string;
  bearings: Bearings;
  heardAt: number;
  /** The kind of place where the phone is used. */
  setting: string;
  language: string;
  lock: Lock;
  revoked: boolean;
}

/** A sealed record on its way. Nobody can read it here. */
export interface Sealed {
  id: string;
  instrument: string;
  urgency: Urgency;
  keyVersion: number;
  blob?: Bytes;
  sealedAt: number;
  /** The server's receipt: it is on a disk and in a journal. */
  receipt?: string;
  sentAt?: number;
  /** The stable code with which the server refused it. */
  refused?: string;
}

export type Heard = { bearings: Bearings } | { failed: 'offline' | 'unknown' };

/** Asks the server for what a device must know. */
export async function hear(credential: string): Promise<Heard> {
  try {
    const answer = await fetch('/api/v1/intake/key', { headers: { authorization: `Bearer ${credential}` }, credentials: 'omit', cache: 'no-store' });
    if (answer.ok) return { bearings: (await answer.json()) as Bearings };
    return { failed: answer.status >= 400 && answer.status < 500 ? 'unknown' : 'offline' };
  } catch {
    return { failed: 'offline' };
  }
}

/** Seals a record to the unit. From here on the device cannot read it. */
export async function sealRecord(device: Device, instrument: string, urgency: Urgency, record: string): Promise<Sealed> {
  const { unit, version, public_key } = device.bearings;
  const blob = await seal(fromBase64(public_key), INFO, utf8(`key=${unit}/${version}`), utf8(record));
  return { id: crypto.randomUUID(), instrument, urgency, keyVersion: version, blob, sealedAt: Date.now() };
}

/** What became of an attempt to send. */
export interface Sent { sent: number; offline: boolean }

let sending: Promise<Sent> | undefined;
let again = false;

/** Sends what waits, what is urgent first. A call during a call makes it look once more; nothing goes twice. */
export function send(store: Store): Promise<Sent> {
  if (sending) again = true;
  sending ??= sendAll(store).finally(() => { sending = undefined; });
  return sending;
}

async function sendAll(store: Store): Promise<Sent> {
  let sent = 0;
  for (;;) {
    again = false;
    const result = await sendNow(store);
    sent += result.sent;
    if (!again || result.offline) return { ...result, sent };
  }
}

const RANK: Readonly<Record<Urgency, number>> = { danger_now: 0, urgent: 1, routine: 2 };

async function sendNow(store: Store): Promise<Sent> {
  const device = await store.get<Device>('device', 'device');
  const result: Sent = { sent: 0, offline: false };
  if (!device) return result;
  const waiting = (await store.all<Sealed>('outbox')).filter((one) => one.blob && one.refused === undefined);
  waiting.sort((one, other) => RANK[one.urgency] - RANK[other.urgency] || one.sealedAt - other.sealedAt);
  for (const record of waiting) {
    const after = await submit(device.credential, record);
    if (after === 'offline') {
      result.offline = true;
      return result;
    }
    if (after === 'revoked') break;
    await store.put('outbox', after);
    if (after.receipt !== undefined) result.sent += 1;
  }
  // When somebody talked here is nobody's business for longer than a day.
  const old = (await store.all<Sealed>('outbox')).filter((one) => one.sentAt !== undefined && Date.now() - one.sentAt >= LATE_MS);
  for (const one of old) await store.delete('outbox', one.id);
  // The key is followed by a new one each week; who has been heard seals to the one that is kept longest.
  const heard = await hear(device.credential);
  const now = (await store.get<Device>('device', 'device')) ?? device;
  if ('bearings' in heard) await store.put<Device>('device', { ...now, bearings: heard.bearings, heardAt: Date.now(), revoked: false });
  else if (heard.failed === 'unknown') await store.put<Device>('device', { ...now, revoked: true });
  else result.offline = true;
  return result;
}

async function submit(credential: string, record: Sealed): Promise<Sealed | 'offline' | 'revoked'> {
  const headers = {
    authorization: `Bearer ${credential}`,
    'content-type': 'application/octet-stream',
    'idempotency-key': record.id,
    'havenward-instrument': record.instrument,
    'havenward-urgency': record.urgency,
    'havenward-key-version': String(record.keyVersion),
  };
  try {
    const answer = await fetch('/api/v1/intake', { method: 'POST', headers, body: record.blob ?? null, credentials: 'omit', cache: 'no-store' });
    if (answer.ok) {
      const { id } = (await answer.json()) as { id: string };
      const { blob: _, ...rest } = record;
      return { ...rest, receipt: id, sentAt: Date.now() };
    }
    if (answer.status === 401 || answer.status === 403 || answer.status === 404) return 'revoked';
    if (answer.status >= 500 || answer.status === 429) return 'offline';
    const { code } = (await answer.json()) as { code?: string };
    return { ...record, refused: code ?? String(answer.status) };
  } catch {
    return 'offline';
  }
}

/** Whether a line is answered at this local time. A night shift belongs to the evening it began. */
export function answers(line: Line, at: Date): boolean {
  if (line.hours === 'always') return true;
  const today = at.getDay() === 0 ? 7 : at.getDay();
  const yesterday = today === 1 ? 7 : today - 1;
  const time = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}:00`;
  return line.hours.weekly.some(({ day, from, until }) => (until < from
    ? (day === today && time >= from) || (day === yesterday && time < until)
    : day === today && time >= from && time < until));
}

/** The number to call now: the first that answers, in the server's order. */
export function lineNow(lines: readonly Line[], child: boolean, at = new Date()): Line | undefined {
  const open = lines.filter((one) => answers(one, at));
  return open.find((one) => one.for_children === child) ?? open[0];
}
