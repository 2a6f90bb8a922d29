import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

/** Source text in the project's own style, as `npm run fix` would leave it. */
export function format(path: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [biome, 'check', '--write', `--stdin-file-path=${path}`]);
    let formatted = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      formatted += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      complaint += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0 && formatted !== '') resolve(formatted);
      else reject(new Error(`${path} cannot be formatted.\n${complaint}`));
    });
    child.stdin.end(text);
  });
}
