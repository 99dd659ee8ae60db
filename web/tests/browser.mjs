// The real program and a real browser, as every test of the pages uses them.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const BROWSER = process.env.HAVENWARD_CHROMIUM ?? '/usr/bin/chromium';
const PROGRAM = process.env.HAVENWARD_PROGRAM;
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic',
];

export const AXE = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** Starts a demonstration of a few cases and waits until all of them are there. */
export async function startDemo() {
  if (!PROGRAM) throw new Error('HAVENWARD_PROGRAM names no program: run `cargo xtask test` or `cargo xtask prove pages`');
  const folder = await mkdtemp(path.join(tmpdir(), 'havenward-pages-'));
  const args = ['demo', '--port', '0', '--cases', '60', '--days', '60', '--seed', '3', '--json'];
  const child = spawn(PROGRAM, args, { env: { ...process.env, TMPDIR: folder }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (bytes) => {
      said += bytes;
      if (said.endsWith('\n}\n')) resolve(JSON.parse(said).url);
    });
    child.once('exit', () => reject(new Error(`the demonstration ended early: ${said}`)));
  });
  let log = '';
  await new Promise((resolve) => child.stderr.on('data', (bytes) => {
    log += bytes;
    if (log.includes('cases ready\n')) resolve();
  }));
  const people = JSON.parse(said).roles;
  const roles = people.map((one) => one.login);
  const stop = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  return { url, people, roles, stop };
}

export const openBrowser = () => chromium.launch({ executablePath: BROWSER, args: FLAGS });

/** Signs a role in through the page and returns the cookies, so that each look starts signed in. */
export async function cookiesOf(browser, url, login) {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.selectOption('#login', login);
  await Promise.all([page.waitForURL('**/today'), page.click('main .button')]);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** A context for one look: language, width, colours, with or without scripts. */
export async function contextFor(browser, url, cookies, look = {}) {
  const { language = 'en', width = 1280, scheme = 'light', scripts = true } = look;
  const context = await browser.newContext({
    baseURL: url, viewport: { width, height: 800 }, colorScheme: scheme, javaScriptEnabled: scripts,
  });
  await context.addCookies([...cookies.filter((one) => one.name !== 'language'), { name: 'language', value: language, url }]);
  return context;
}
