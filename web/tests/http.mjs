// Pages without a browser: what is sent and what comes back, where a browser would add nothing but minutes.

import http from 'node:http';
import { parse } from 'node-html-parser';

const agent = new http.Agent({ keepAlive: true });
const FORM = 'application/x-www-form-urlencoded';

/** One reader: keeps her cookies, speaks like a browser without scripts. */
export class Reader {
  constructor(url, cookies = {}) {
    this.url = url;
    this.cookies = cookies;
  }

  get(path) { return this.#send('GET', path); }

  /** Sends fields as a form does: pairs of name and value. */
  post(path, pairs) {
    return this.#send('POST', path, { 'content-type': FORM, 'sec-fetch-site': 'same-origin' }, new URLSearchParams(pairs).toString());
  }

  /** The page behind an answer: itself, or what it leads on to. */
  async onward(answer) {
    return answer.status === 303 ? this.get(answer.location) : answer;
  }

  #send(method, path, headers = {}, body = '') {
    if (!path.startsWith('/')) throw new Error(`not of this server: ${path}`);
    const cookie = Object.entries(this.cookies).map(([name, value]) => `${name}=${value}`).join('; ');
    const { promise, resolve, reject } = Promise.withResolvers?.() ?? deferred();
    const request = http.request(this.url + path, {
      method, agent, headers: { accept: 'text/html', 'accept-language': 'en', cookie, 'content-length': Buffer.byteLength(body), ...headers },
    }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        for (const one of response.headers['set-cookie'] ?? []) {
          const [, name, value] = one.match(/^([^=]+)=([^;]*)/);
          this.cookies[name] = value;
        }
        resolve(new Answer(path, response, Buffer.concat(parts).toString()));
      });
    });
    request.on('error', reject);
    request.end(body);
    return promise;
  }
}

function deferred() {
  const one = {};
  one.promise = new Promise((resolve, reject) => Object.assign(one, { resolve, reject }));
  return one;
}

/** What came back. */
class Answer {
  #root;

  constructor(path, response, text) {
    this.path = path;
    this.status = response.statusCode;
    this.location = response.headers.location;
    this.headers = response.headers;
    this.text = text;
  }

  get root() {
    this.#root ??= parse(this.text);
    return this.#root;
  }

  heading() { return this.root.querySelector('h1')?.textContent.trim() ?? ''; }

  title() { return this.root.querySelector('title')?.textContent ?? ''; }

  /** Own addresses that the page links to. */
  links() {
    return [...new Set(this.root.querySelectorAll('a[href^="/"]').map((link) => link.getAttribute('href').split('#')[0]))];
  }

  /** Forms of the page itself; those of the frame stand on every page, and one brings back what was kept. */
  forms() { return this.root.querySelectorAll('main form[method=post]:not(.note)').map((form) => new SentForm(this, form)); }

  /** What the error summary names: the ids it links to, empty where it names the whole form. */
  flaws() {
    return this.root.querySelectorAll('.summary li').map((one) => one.querySelector('a')?.getAttribute('href').slice(1) ?? '');
  }
}

/** A form of a page: its fields as they stand there, by name. */
class SentForm {
  constructor(answer, form) {
    this.page = answer.path;
    this.heading = answer.heading();
    this.action = form.getAttribute('action');
    this.fields = new Map();
    this.hidden = [];
    // The button that keeps a form for later sends nothing.
    this.buttons = form.querySelectorAll('button[name]').map((one) => [one.getAttribute('name'), one.getAttribute('value') ?? '']).filter(([name]) => name !== 'keep-for-later');
    for (const one of form.querySelectorAll('input, select, textarea')) this.#add(one);
    const fixed = this.hidden.filter(([name]) => name === 'step' || name === 'say').map((pair) => pair.join('='));
    this.shape = [...fixed, ...this.fields.keys(), ...this.buttons.map((pair) => pair.join('='))].join(' ');
  }

  #add(one) {
    const [name, tag] = [one.getAttribute('name'), one.rawTagName.toLowerCase()];
    const kind = tag === 'input' ? one.getAttribute('type') ?? 'text' : tag;
    const value = one.getAttribute('value') ?? '';
    if (kind === 'hidden') this.hidden.push([name, value]);
    else if (kind === 'radio' || kind === 'checkbox') {
      const field = this.#field(name, kind);
      field.options.push(value);
      if (one.hasAttribute('checked')) field.values.push(value);
    } else if (kind === 'select') {
      const options = one.querySelectorAll('option');
      const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0];
      const field = this.#field(name, kind);
      field.options = options.map((option) => option.getAttribute('value') ?? '');
      field.values = [chosen?.getAttribute('value') ?? ''];
    } else {
      const typed = kind === 'textarea' ? one.textContent.replace(/^\n/, '') : value;
      const field = this.#field(name, kind === 'textarea' ? 'text' : kind);
      Object.assign(field, { values: [typed], digits: one.getAttribute('inputmode') === 'numeric', id: one.getAttribute('id') });
    }
  }

  #field(name, kind) {
    if (!this.fields.has(name)) this.fields.set(name, { name, kind, options: [], values: [] });
    return this.fields.get(name);
  }

  /** What stands in the form now, as pairs. */
  pairs(changed = {}, button = this.buttons[0]) {
    const typed = [...this.fields.values()].flatMap(({ name, values }) =>
      [changed[name] ?? values].flat().map((value) => [name, value]));
    return [...this.hidden, ...typed, ...(button ? [button] : [])];
  }
}

/** Signs a role of the demonstration in. */
export async function signedIn(url, login) {
  const reader = new Reader(url);
  const answer = await reader.post('/sign-in', [['login', login], ['next', '/today']]);
  if (answer.status !== 303) throw new Error(`${login} cannot sign in: ${answer.status}`);
  return reader;
}
