// Suite 3 out of WebCrypto, held to published vectors and to what the vault opens (`crates/vault/src/tests/vectors.rs`).

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { load } from './built.mjs';

const { subtle } = globalThis.crypto;
const P256 = { name: 'ECDH', namedCurve: 'P-256' };
const bytes = (hex) => Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'));
const hex = (found) => Buffer.from(found).toString('hex');
const text = (words) => new TextEncoder().encode(words);

let client;
before(async () => { client = await load('hkdf', 'hpke'); });

/** A private key from its scalar and its point, as WebCrypto takes it. */
async function privateKey(scalar, point) {
  const part = (from, to) => Buffer.from(point.slice(from, to)).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', d: Buffer.from(scalar).toString('base64url'), x: part(1, 33), y: part(33, 65) };
  return subtle.importKey('jwk', jwk, P256, true, ['deriveBits']);
}

const publicKey = (point) => subtle.importKey('raw', point, P256, true, []);

async function dhOf(scalar, own, other) {
  return new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: await publicKey(other) }, await privateKey(scalar, own), 256));
}

// RFC 5869, appendix A.1 to A.3.
const HKDF = [
  {
    ikm: '0b'.repeat(22), salt: '000102030405060708090a0b0c', info: 'f0f1f2f3f4f5f6f7f8f9',
    prk: '077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5',
    okm: '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
  },
  {
    ikm: range(0x00, 80), salt: range(0x60, 80), info: range(0xb0, 80),
    prk: '06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244',
    okm: `b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c
      59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71
      cc30c58179ec3e87c14c01d5c1f3434f1d87`,
  },
  {
    ikm: '0b'.repeat(22), salt: '', info: '',
    prk: '19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04',
    okm: '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
  },
];

function range(from, count) { return hex(Uint8Array.from({ length: count }, (_, at) => from + at)); }

test('HKDF gives the vectors of RFC 5869', async () => {
  for (const { ikm, salt, info, prk, okm } of HKDF) {
    const extracted = await client.extract(bytes(salt), bytes(ikm));
    assert.equal(hex(extracted), prk);
    const expected = bytes(okm);
    assert.equal(hex(await client.expand(extracted, bytes(info), expected.length)), hex(expected));
  }
});

// RFC 9180, appendix A.3.1: the key agreement of suite 3.
const A31 = {
  ephemeral: '4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb',
  enc: `04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9
    8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4`,
  recipient: `04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a82
    6a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0`,
  secret: 'c0d26aeab536609a572b07695d933b589dcf363ff9d93c93adea537aeabb8cb8',
};

test('the key agreement gives the shared secret of RFC 9180, A.3.1', async () => {
  const [enc, recipient] = [bytes(A31.enc), bytes(A31.recipient)];
  const dh = await dhOf(bytes(A31.ephemeral), enc, recipient);
  assert.equal(hex(await client.sharedSecret(dh, enc, recipient)), A31.secret);
});

// The key pair and the blob that the vault's own test opens, made by another implementation.
const SCALAR = bytes('e77e4948bd6dcc92b788eae62241cea9ed04c2c5bdb6447c1e7c66e694190015');
const POINT = bytes(`04668bda4d1d64dc1c2e2590a0c39364dc466125704d3f0f2a06812338af740872
  e206c5e8cdd476242359d7b558d9cca3eb2728dec32a8bc2a391fcf1644aa265`);
const INFO = text('havenward intake v1');
const AAD = text('key=00000000-0000-4000-8000-000000000000');
const THEIR_ENC = bytes(`04e0064879368f2a53256cfe7aae0dba6977785aae7e78b6560edb0217adc69458
  3e0b7a08fddf5865ff6c3892f59fb35a92cba8b2a4f3b3abbe324d9aa113659b`);
const THEIR_CIPHERTEXT = bytes('794446621ad66e40e0f4f46b608f5114fa520070dd');

/** Opens a blob with the client's own key schedule; the client itself cannot open. */
async function open(enc, ciphertext, info = INFO, aad = AAD) {
  const dh = await dhOf(SCALAR, POINT, enc);
  const { key, nonce } = await client.keySchedule(await client.sharedSecret(dh, enc, POINT), info);
  const once = await subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  return new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: aad }, once, ciphertext));
}

test('the key schedule opens what another implementation sealed', async () => {
  assert.equal(Buffer.from(await open(THEIR_ENC, THEIR_CIPHERTEXT)).toString(), 'hello');
});

test('other info, other associated data or one other bit is refused', async () => {
  const changed = Uint8Array.from(THEIR_CIPHERTEXT, (byte, at) => (at === 0 ? byte ^ 1 : byte));
  await assert.rejects(open(THEIR_ENC, THEIR_CIPHERTEXT, text('havenward intake v2')));
  await assert.rejects(open(THEIR_ENC, THEIR_CIPHERTEXT, INFO, text('key=00000000-0000-4000-8000-000000000001')));
  await assert.rejects(open(THEIR_ENC, changed));
});

// The vault's tests hold the same bytes: sealed here, opened there.
const OURS = `03
  04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9
  8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4
  3ddcb431b94b752eb7a8d8798b778beef964320b9a85e004baef8de367a6be94f1`;

test('with the ephemeral pair of the RFC the client seals the very bytes that the vault opens', async () => {
  const enc = bytes(A31.enc);
  const pair = { privateKey: await privateKey(bytes(A31.ephemeral), enc), publicKey: await publicKey(enc) };
  const sealed = await client.sealWith(pair, POINT, INFO, AAD, text('a door stays open'));
  assert.equal(hex(sealed), hex(bytes(OURS)));
});

test('every sealing draws a new pair, and what was sealed opens again', async () => {
  const plain = text('{"version":1}');
  const [one, other] = [await client.seal(POINT, INFO, AAD, plain), await client.seal(POINT, INFO, AAD, plain)];
  assert.notEqual(hex(one), hex(other));
  for (const blob of [one, other]) {
    assert.equal(blob[0], 3);
    assert.equal(blob.length, 1 + 65 + plain.length + 16);
    assert.deepEqual(await open(blob.slice(1, 66), blob.slice(66)), plain);
  }
});

test('a point that is not on the curve is no key', async () => {
  const off = Uint8Array.from(POINT, (byte, at) => (at === 64 ? byte ^ 1 : byte));
  await assert.rejects(client.seal(off, INFO, AAD, text('x')));
});
