// The lock of the device: drafts lie under a random key, and that key under the passphrase of whoever holds the phone.

import { utf8 } from './bytes.ts';
import type { Bytes } from './bytes.ts';

/** OWASP Password Storage Cheat Sheet (2023), PBKDF2 with HMAC-SHA-256. Kept beside each lock, so that it can grow. */
export const ITERATIONS = 600_000;
/** NIST SP 800-63B asks for eight; a phone that is taken can be tried in peace, so we ask for more. */
export const SHORTEST_PASSPHRASE = 10;
const [SALT_BYTES, NONCE_BYTES] = [16, 12];

/** What is kept of the lock. */
export interface Lock { salt: Bytes; iterations: number; nonce: Bytes; wrapped: Bytes }

/** Something sealed under the device's key. */
export interface Closed { nonce: Bytes; sealed: Bytes }

const random = (bytes: number): Bytes => crypto.getRandomValues(new Uint8Array(bytes));

async function passphraseKey(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', utf8(passphrase.normalize('NFKC')), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, base, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey']);
}

/** Makes a lock. The key that it holds leaves it only by {@link unlock}. */
export async function makeLock(passphrase: string): Promise<Lock> {
  const [salt, nonce] = [random(SALT_BYTES), random(NONCE_BYTES)];
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  const outer = await passphraseKey(passphrase, salt, ITERATIONS);
  const wrapped = await crypto.subtle.wrapKey('raw', key, outer, { name: 'AES-GCM', iv: nonce });
  return { salt, iterations: ITERATIONS, nonce, wrapped: new Uint8Array(wrapped) };
}

/** The key of the device, or nothing if this is not the passphrase. The browser never gives its bytes out. */
export async function unlock(lock: Lock, passphrase: string): Promise<CryptoKey | undefined> {
  const outer = await passphraseKey(passphrase, lock.salt, lock.iterations);
  try {
    return await crypto.subtle.unwrapKey('raw', lock.wrapped, outer, { name: 'AES-GCM', iv: lock.nonce }, 'AES-GCM', false, ['encrypt', 'decrypt']);
  } catch {
    return undefined;
  }
}

/** Closes a value under the key of the device, bound to its place. */
export async function close(key: CryptoKey, place: string, value: unknown): Promise<Closed> {
  const nonce = random(NONCE_BYTES);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: utf8(place) }, key, utf8(JSON.stringify(value)));
  return { nonce, sealed: new Uint8Array(sealed) };
}

/** Opens what {@link close} closed at this place. */
export async function open<T>(key: CryptoKey, place: string, { nonce, sealed }: Closed): Promise<T> {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: utf8(place) }, key, sealed);
  return JSON.parse(new TextDecoder().decode(plain)) as T;
}
