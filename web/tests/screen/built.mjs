// The sources of the client, built as its own build builds them, for tests that need no browser.

import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const SOURCES = new URL('../../screen/src/', import.meta.url);

/** Loads modules of the client by name, each with all that it exports. */
export async function load(...names) {
  const contents = names.map((name) => `export * from './${name}.ts';`).join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(SOURCES), loader: 'ts' },
    bundle: true, write: false, format: 'esm', target: 'es2022',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
