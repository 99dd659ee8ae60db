// Thirty-six hubs that were without a network for a day come back at the same moment, fifty records each, sealed by the client's
// own code. As a phone does that lost the answer on the way, some are handed in twice. Behind one address nobody is turned away.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { load } from './built.mjs';
import { Live } from './live.mjs';

const [HUBS, RECORDS] = [36, 50];
/** Of so many answers one is lost on the way. */
const LOST_EACH = 7;

let live, client;
before(async () => {
  live = await Live.init();
  client = await load('hpke', 'bytes');
});
after(() => live?.remove());

/** A hub with its day's records, sealed before the network comes back. */
async function hub(token, nth) {
  const { credential } = await live.api('POST', '/devices', token);
  const { unit, version, public_key: key } = await live.api('GET', '/intake/key', credential);
  const aad = client.utf8(`key=${unit}/${version}`);
  const sealed = [];
  for (let at = 0; at < RECORDS; at += 1) {
    const plain = client.utf8(JSON.stringify({ version: 1, hub: nth, at, more: 'x'.repeat(800) }));
    sealed.push(await client.seal(client.fromBase64(key), client.utf8('havenward intake v1'), aad, plain));
  }
  return { nth, credential, version, sealed };
}

async function handIn({ nth, credential, version, sealed }, took) {
  const receipts = [];
  for (const [at, body] of sealed.entries()) {
    const headers = {
      authorization: `Bearer ${credential}`, 'content-type': 'application/octet-stream', 'idempotency-key': `hub-${nth}-${at}`,
      'havenward-instrument': 'first-contact-6@1', 'havenward-urgency': 'routine', 'havenward-key-version': String(version),
    };
    const post = async () => {
      const begun = performance.now();
      const answer = await fetch(`${live.url}/api/v1/intake`, { method: 'POST', headers, body });
      const { id } = await answer.json();
      took.push(performance.now() - begun);
      return { status: answer.status, id };
    };
    const first = await post();
    assert.equal(first.status, 201);
    if (at % LOST_EACH === 0) assert.deepEqual(await post(), { status: 200, id: first.id }, 'the same receipt again');
    receipts.push(first.id);
  }
  return receipts;
}

test('thirty-six hubs that come back at once lose nothing and double nothing', async () => {
  await live.serve();
  const token = await live.member('fr_border');
  const hubs = [];
  for (let nth = 0; nth < HUBS; nth += 1) hubs.push(await hub(token, nth));
  const took = [];
  const receipts = (await Promise.all(hubs.map((one) => handIn(one, took)))).flat();
  assert.equal(new Set(receipts).size, HUBS * RECORDS, 'each record has a receipt of its own');
  took.sort((one, other) => one - other);
  console.log(`# ${HUBS} hubs, ${receipts.length} records, ${took.length} requests: 0 lost, 0 doubled; p99 ${took[Math.floor(took.length * 0.99)].toFixed(0)} ms here, with everything else on the same cores`);
});
