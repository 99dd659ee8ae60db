// Builds the scripts of the client into the folder that the server embeds; its pages and styles are written there by
// hand. The same sources give the same bytes: `tests/screen` builds again and compares. Run from `web/`: `npm run screen`.

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = fileURLToPath(new URL('./', import.meta.url));
export const ASSETS = fileURLToPath(new URL('../../crates/server/assets/screen/', import.meta.url));
const PLAIN = ['index.html', 'blank.html', 'client.css', 'icon.svg', 'manifest.webmanifest'];

const bundle = async (entry, define = {}) => {
  const { outputFiles } = await build({
    entryPoints: [`src/${entry}.ts`], absWorkingDir: HERE, bundle: true, write: false, format: 'iife', target: 'es2022',
    charset: 'utf8', legalComments: 'none', define,
  });
  return Buffer.from(outputFiles[0].contents);
};

/** Every file of the client by name. */
export async function built() {
  const files = new Map();
  for (const name of PLAIN) files.set(name, await readFile(ASSETS + name));
  files.set('client.js', await bundle('main'));
  const digest = createHash('sha256');
  for (const bytes of files.values()) digest.update(bytes);
  files.set('worker.js', await bundle('worker', { BUILD: JSON.stringify(digest.digest('hex').slice(0, 16)) }));
  return files;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, bytes] of await built()) if (!PLAIN.includes(name)) await writeFile(ASSETS + name, bytes);
}
