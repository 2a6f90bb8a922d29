import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { generatedFiles } from './files.ts';
import { pageText } from './page.ts';
import { readSchemas } from './read.ts';

const root = resolve(import.meta.dirname, '../..');
const wanted = new Map([
  ...(await generatedFiles(readSchemas(resolve(root, 'schemas')))),
  ['compiler/render/html/generated/page.ts', await pageText(root)],
]);
const leftOver = existsSync(resolve(root, 'dsl/kinds'))
  ? readdirSync(resolve(root, 'dsl/kinds'))
      .map((file) => `dsl/kinds/${file}`)
      .filter((path) => !wanted.has(path))
  : [];
const stale = [...wanted].filter(([path, text]) => present(path) !== text).map(([path]) => path);

if (process.argv.includes('--check')) {
  for (const path of [...stale, ...leftOver]) console.error(`${path} is not up to date: run \`npm run generate\`.`);
  if (stale.length + leftOver.length > 0) process.exitCode = 1;
} else {
  for (const path of leftOver) rmSync(resolve(root, path));
  for (const path of stale) {
    mkdirSync(dirname(resolve(root, path)), { recursive: true });
    writeFileSync(resolve(root, path), wanted.get(path) ?? '');
    console.error(`${path} written.`);
  }
}

function present(path: string): string | undefined {
  const file = resolve(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
