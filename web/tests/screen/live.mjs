// A live installation of the real program that can be stopped and started again, with a member of a unit.

import { execFileSync, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROGRAM = process.env.HAVENWARD_PROGRAM;
const PASSPHRASE = 'correct horse battery';

/** What an authenticator shows for this address so many steps of 30 seconds from now (RFC 6238). */
function code(url, steps) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...new URL(url).searchParams.get('secret')].map((one) => letters.indexOf(one).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((one) => parseInt(one, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const at = digest[19] & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export class Live {
  #child;

  static async init() {
    const live = new Live();
    live.folder = await mkdtemp(path.join(tmpdir(), 'havenward-live-'));
    live.run('init', '--database', 'sqlite:havenward.db', '--shred', 'sqlite:shred.db', '--listen', '127.0.0.1:0');
    return live;
  }

  run(...args) {
    return JSON.parse(execFileSync(PROGRAM, ['--config', path.join(this.folder, 'havenward.toml'), '--json', ...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd: this.folder }));
  }

  /** Starts the service, on the address it had before. */
  async serve() {
    const listen = this.address ?? '127.0.0.1:0';
    const environment = { ...process.env, HAVENWARD__SERVER__LISTEN: listen };
    this.#child = spawn(PROGRAM, ['--config', path.join(this.folder, 'havenward.toml'), 'serve'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    await new Promise((resolve, reject) => {
      this.#child.stdout.on('data', (bytes) => {
        said += bytes;
        const found = /listening on http:\/\/(\S+)/.exec(said);
        if (found) { this.address = found[1]; resolve(); }
      });
      this.#child.stderr.on('data', (bytes) => { said += bytes; });
      this.#child.once('exit', () => reject(new Error(`the service did not start: ${said}`)));
    });
    this.url = `http://${this.address}`;
  }

  /** Ends the process itself, not a browser's idea of the network. */
  async stop() {
    if (!this.#child) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
    this.#child = undefined;
  }

  async remove() {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async api(method, route, token, body) {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const answer = await fetch(`${this.url}/api/v1${route}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  /** A member who enrols, signs in and makes the key of her unit. Gives her session. */
  async member(role) {
    const { unit } = this.run('units', 'add', 'Border');
    const { link } = this.run('users', 'add', 'guard', '--name', 'guard', '--unit', unit, '--role', role);
    const offered = await this.api('POST', '/enrolment/factor', undefined, { link });
    // The step before this one is accepted too, and leaves this one for signing in.
    await this.api('POST', '/enrolment', undefined, { link, passphrase: PASSPHRASE, factor: offered.factor, code: code(offered.url, -1) });
    const { token } = await this.api('POST', '/session', undefined, { login: 'guard', passphrase: PASSPHRASE, code: code(offered.url, 0) });
    await this.api('POST', '/unit/key', token, {});
    return token;
  }
}
