// Suite 3: HPKE base mode (RFC 9180) with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM, composed of
// WebCrypto calls. It seals one message to a key and cannot open anything. The blob is the suite id, the
// encapsulated key and the ciphertext with its tag, as `docs/intake.md` has it.

import { joined, twoBytes, utf8 } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { expand, extract } from './hkdf.ts';

/** What stands in front of every blob of this suite. */
export const SUITE = 3;
/** A point of P-256, uncompressed (SEC 1). */
export const POINT_BYTES = 65;

const [KEM, KDF, AEAD] = [0x0010, 0x0001, 0x0002];
const KEM_SUITE = joined(utf8('KEM'), twoBytes(KEM));
const HPKE_SUITE = joined(utf8('HPKE'), twoBytes(KEM), twoBytes(KDF), twoBytes(AEAD));
const VERSION = utf8('HPKE-v1');
const NOTHING: Bytes = new Uint8Array(0);
const [SECRET_BYTES, KEY_BYTES, NONCE_BYTES] = [32, 32, 12];
const P256 = { name: 'ECDH', namedCurve: 'P-256' } as const;

const labeledExtract = (suite: Bytes, salt: Bytes, label: string, ikm: Bytes): Promise<Bytes> =>
  extract(salt, joined(VERSION, suite, utf8(label), ikm));

const labeledExpand = (suite: Bytes, prk: Bytes, label: string, info: Bytes, length: number): Promise<Bytes> =>
  expand(prk, joined(twoBytes(length), VERSION, suite, utf8(label), info), length);

/** ExtractAndExpand of DHKEM (RFC 9180, 4.1). */
export async function sharedSecret(dh: Bytes, enc: Bytes, recipient: Bytes): Promise<Bytes> {
  const prk = await labeledExtract(KEM_SUITE, NOTHING, 'eae_prk', dh);
  return labeledExpand(KEM_SUITE, prk, 'shared_secret', joined(enc, recipient), SECRET_BYTES);
}

/** KeySchedule of base mode (RFC 9180, 5.1); the nonce is that of the first message, and there is only one. */
export async function keySchedule(secret: Bytes, info: Bytes): Promise<{ key: Bytes; nonce: Bytes }> {
  const pskId = await labeledExtract(HPKE_SUITE, NOTHING, 'psk_id_hash', NOTHING);
  const infoHash = await labeledExtract(HPKE_SUITE, NOTHING, 'info_hash', info);
  const context = joined(Uint8Array.of(0), pskId, infoHash);
  const prk = await labeledExtract(HPKE_SUITE, secret, 'secret', NOTHING);
  return {
    key: await labeledExpand(HPKE_SUITE, prk, 'key', context, KEY_BYTES),
    nonce: await labeledExpand(HPKE_SUITE, prk, 'base_nonce', context, NONCE_BYTES),
  };
}

/** Seals with an ephemeral pair that the caller gives; only the vectors need that. */
export async function sealWith(pair: CryptoKeyPair, recipient: Bytes, info: Bytes, aad: Bytes, plaintext: Bytes): Promise<Bytes> {
  const theirs = await crypto.subtle.importKey('raw', recipient, P256, false, []);
  const dh = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, pair.privateKey, 256));
  const enc = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const { key, nonce } = await keySchedule(await sharedSecret(dh, enc, recipient), info);
  const once = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: aad }, once, plaintext);
  return joined(Uint8Array.of(SUITE), enc, new Uint8Array(sealed));
}

/** Seals one message to a public key. A point off the curve is refused by the browser. */
export async function seal(recipient: Bytes, info: Bytes, aad: Bytes, plaintext: Bytes): Promise<Bytes> {
  const pair = await crypto.subtle.generateKey(P256, false, ['deriveBits']);
  return sealWith(pair, recipient, info, aad, plaintext);
}
