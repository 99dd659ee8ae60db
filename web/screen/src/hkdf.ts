// HKDF (RFC 5869) in its two halves, out of WebCrypto's HMAC: HPKE needs them apart, and WebCrypto gives only the whole.

import { joined } from './bytes.ts';
import type { Bytes } from './bytes.ts';

/** Bytes of SHA-256. */
export const HASH_BYTES = 32;

async function hmac(key: Bytes, message: Bytes): Promise<Bytes> {
  // A key of no bytes means one of zeros (RFC 5869, 2.2); WebCrypto refuses to import none at all.
  const padded = key.length === 0 ? new Uint8Array(HASH_BYTES) : key;
  const imported = await crypto.subtle.importKey('raw', padded, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, message));
}

/** HKDF-Extract with SHA-256. */
export const extract = (salt: Bytes, ikm: Bytes): Promise<Bytes> => hmac(salt, ikm);

/** HKDF-Expand with SHA-256. */
export async function expand(prk: Bytes, info: Bytes, length: number): Promise<Bytes> {
  let block: Bytes = new Uint8Array(0);
  let out: Bytes = new Uint8Array(0);
  for (let nth = 1; out.length < length; nth += 1) {
    block = await hmac(prk, joined(block, info, Uint8Array.of(nth)));
    out = joined(out, block);
  }
  return out.slice(0, length);
}
