/**
 * A platform as a pipeline sees it: a repository, machines that start empty, artifacts, comments. Steps are run as they
 * stand in the file. Programs that would ask the network are stand-ins: they note where they run, and with what.
 */
import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type RunningServer, startServer } from 'plugboard/sandbox';
import { onTestFinished } from 'vitest';
import type { PipelineFile } from '../../compiler/render/pipelines/pipeline.ts';
import { dataDirectory } from '../data-directory.ts';
import { main } from '../e2e/plugboard.ts';
import { temporaryFolder } from '../temporary-folder.ts';

type Files = Readonly<Record<string, string>>;

export interface Ran {
  readonly ok: boolean;
  readonly out: string;
}

/** One call of npm: where, what lay there, and the names of its environment. */
interface Install {
  readonly folder: string;
  /** Whether it is where commands run from, and not where packages of a pull request lie apart. */
  readonly isCheckout: boolean;
  readonly npmrc: string | undefined;
  readonly manifest: string | undefined;
  readonly variables: readonly string[];
}

export interface Platform {
  readonly folder: string;
  readonly origin: string;
  readonly server: RunningServer;
  readonly git: (folder: string, ...args: readonly string[]) => string;
  /** Commits to a branch of the repository, from the target branch on; gives the commit. */
  readonly push: (branch: string, change: (folder: string) => void) => string;
  /** Makes a commit the head of the target branch. */
  readonly merge: (commit: string) => void;
  readonly shell: (script: string, folder: string, environment: Readonly<Record<string, string>>) => Promise<Ran>;
  readonly installs: () => readonly Install[];
  /** Whether code of a pull request ran: every hostile thing leaves a mark. */
  readonly mark: string;
  readonly comments: () => readonly { id: number; body: string; user: { id: number }; author: { id: number } }[];
  readonly comment: (body: string, author: number) => void;
}

export const bot = 41898282;
export const reviewKey = 'a key that only the pipeline knows of';

const program = (url: string): string => `import { dockerRegistry, root } from 'plugboard';
export default root({ stack: 'acme', connections: { hub: dockerRegistry({ name: 'Hub', url: '${url}' }) } });
`;
export const change = (folder: string): void =>
  writeFileSync(join(folder, 'plugboard.ts'), program('https://new.example.com'));

export async function platform(pipeline: PipelineFile): Promise<Platform> {
  const server = await startServer({ dataDirectory: dataDirectory({ _Root: { features: [] } }) });
  onTestFinished(() => server.close());
  const folder = temporaryFolder();
  const [origin, seed, bin, home] = ['origin.git', 'seed', 'bin', 'home'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  for (const one of [bin, home]) mkdirSync(one);
  const log = join(folder, 'installs.jsonl');
  const commentsFile = join(folder, 'comments.json');
  const mark = join(folder, 'code-of-a-stranger-ran');
  writeFileSync(log, '');
  writeFileSync(commentsFile, '[]');
  const program_ = (name: string, text: string): void => {
    writeFileSync(join(bin, name), `#!${process.execPath}\n${text}`);
    chmodSync(join(bin, name), 0o755);
  };
  // npm obeys the .npmrc beside the package.json, and its scripts: what lies there is what would have run.
  program_(
    'npm',
    `const fs = require('fs');
const read = (name) => fs.existsSync(name) ? fs.readFileSync(name, 'utf8') : undefined;
if (process.argv.slice(2).join(' ') !== 'ci --ignore-scripts') { console.error('not expected: npm ' + process.argv.slice(2)); process.exit(1); }
fs.appendFileSync(${JSON.stringify(log)}, JSON.stringify({ folder: process.cwd(), isCheckout: fs.existsSync('.git'), npmrc: read('.npmrc'), manifest: read('package.json'), variables: Object.keys(process.env) }) + '\\n');
fs.mkdirSync('node_modules', { recursive: true });
`,
  );
  // npx takes what is installed nearest.
  program_(
    'npx',
    `const { existsSync } = require('fs'); const { dirname, join } = require('path'); const { spawnSync } = require('child_process');
const [no, name, ...argv] = process.argv.slice(2);
if (no !== '--no' || name !== 'plugboard') { console.error('not expected: npx ' + no); process.exit(1); }
let at = process.cwd();
while (!existsSync(join(at, 'node_modules/.bin/plugboard')) && dirname(at) !== at) at = dirname(at);
const found = join(at, 'node_modules/.bin/plugboard');
const [program, args] = existsSync(found) ? [found, argv] : [process.execPath, [${JSON.stringify(main)}, ...argv]];
process.exit(spawnSync(program, args, { stdio: 'inherit' }).status ?? 1);
`,
  );
  const git = (where: string, ...args: readonly string[]): string =>
    execFileSync('git', args, {
      cwd: where,
      encoding: 'utf8',
      env: gitEnvironment(home),
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', origin);
  git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  git(folder, 'clone', '--quiet', origin, seed);
  git(seed, 'checkout', '--quiet', '-b', 'main');
  const files: Files = {
    'plugboard.ts': program('https://old.example.com'),
    'package.json': '{ "name": "stack" }\n',
    'package-lock.json': '{}\n',
    '.gitignore': 'node_modules\n',
    [pipeline.file]: pipeline.text,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(seed, name)), { recursive: true });
    writeFileSync(join(seed, name), text);
  }
  const commitAll = (where: string): string => {
    git(where, 'add', '--all', '--force');
    git(where, 'commit', '--quiet', '--message', 'change');
    return git(where, 'rev-parse', 'HEAD');
  };
  commitAll(seed);
  git(seed, 'push', '--quiet', 'origin', 'main');
  const comments: Platform['comments'] = () => JSON.parse(readFileSync(commentsFile, 'utf8'));
  return {
    folder,
    origin,
    server,
    git,
    mark,
    comments,
    comment: (body, id) =>
      writeFileSync(
        commentsFile,
        JSON.stringify([...comments(), { id: comments().length + 1, body, user: { id }, author: { id } }]),
      ),
    push: (branch, edit) => {
      const work = join(folder, `work-${branch.replaceAll(/\W/g, '-')}`);
      rmSync(work, { recursive: true, force: true });
      git(folder, 'clone', '--quiet', origin, work);
      git(work, 'checkout', '--quiet', '-b', branch, 'origin/main');
      edit(work);
      const commit = commitAll(work);
      git(work, 'push', '--quiet', '--force', 'origin', `HEAD:refs/heads/${branch}`);
      return commit;
    },
    merge: (commit) => void git(origin, 'update-ref', 'refs/heads/main', commit),
    installs: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line): Install => JSON.parse(line)),
    // The server answers in this process, which must not wait for the step.
    shell: (script, cwd, environment) =>
      new Promise((resolve) => {
        const env = {
          ...gitEnvironment(home),
          PATH: `${bin}:${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
          TMPDIR: mkdtemp(folder),
          COMMENTS: commentsFile,
          ...environment,
        };
        const argv = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
        execFile('bash', argv, { cwd, env, timeout: 60_000 }, (error, stdout, stderr) =>
          resolve({ ok: error === null, out: `${stdout}${stderr}` }),
        );
      }),
  };
}

function mkdtemp(folder: string): string {
  const path = join(folder, 'tmp');
  mkdirSync(path, { recursive: true });
  return path;
}

const gitEnvironment = (home: string): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: home,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'n',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'n',
  GIT_COMMITTER_EMAIL: 'a@example.com',
});

/** What a stranger puts into a pull request; each leaves a mark where it is run. */
export const hostile: Readonly<Record<string, (folder: string, mark: string) => void>> = {
  'an .npmrc': (folder, mark) => {
    write(folder, 'h.cjs', `require('fs').writeFileSync(${JSON.stringify(mark)}, '');\n`);
    write(folder, '.npmrc', 'node-options=--require ./h.cjs\nscript-shell=./sh.sh\nignore-scripts=false\n');
  },
  'install scripts and another lock file': (folder, mark) => {
    write(folder, 'package.json', JSON.stringify({ name: 'stack', scripts: { preinstall: `touch ${mark}` } }));
    write(folder, 'package-lock.json', '{ "lockfileVersion": 3 }\n');
  },
  'a plugboard of its own': (folder, mark) => {
    write(folder, 'package.json', '{ "dependencies": { "plugboard": "file:./fake" } }\n');
    script(folder, 'fake/plugboard', mark);
  },
  'committed node_modules': (folder, mark) => {
    for (const name of ['plugboard', 'git', 'node', 'npm', 'npx', 'sh'])
      script(folder, `node_modules/.bin/${name}`, mark);
    write(folder, 'node_modules/plugboard/package.json', '{ "name": "plugboard" }\n');
    write(folder, '.gitignore', '');
  },
  'outputs and settings that lie there': (folder) => {
    for (const name of [
      'plan.json',
      'plan.md',
      '.plugboard/plan.json',
      '.plugboard-plan/plan.json',
      '.plugboard-plan-packages/plan.json',
    ]) {
      write(folder, name, '{ "FORGED": true }\n');
    }
    write(folder, '.gitattributes', '*.ts filter=evil diff=evil\n');
  },
  'names with quotes, line breaks and expressions': (folder) => {
    for (const name of ["a'b", 'c"d', 'e\nf', '$(touch x)', '`id`', '${{ secrets.X }}', '-rf', '%g%'])
      write(folder, name, 'x');
  },
};

function write(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function script(folder: string, name: string, mark: string): void {
  write(folder, name, `#!/bin/sh\ntouch ${mark}\n`);
  chmodSync(join(folder, name), 0o755);
}

/** A copy of a folder under another name, as artifacts are kept. */
export function keep(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  if (existsSync(from)) cpSync(from, to, { recursive: true, dereference: true });
}
