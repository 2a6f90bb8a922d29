/** What keeps a program from being read, and what else goes wrong before a server is asked: PB1xx. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { answering } from '../answering.ts';
import {
  commitAll,
  commitTree,
  makeBlob,
  makeTree,
  makeTreeOfMany,
  runGit,
  treeLine,
} from '../revisions/git-repository.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { describeMessages } from './describe-messages.ts';
import type { MakeWorld } from './run-example.ts';

/** A repository in which `before/plugboard.ts` was the program, and the other files are what it is now. */
const changed: MakeWorld = (folder) => {
  const now = temporaryFolder();
  cpSync(folder, now, { recursive: true });
  cpSync(join(folder, 'before'), folder, { recursive: true });
  rmSync(join(folder, 'before'), { recursive: true });
  runGit(folder, 'init', '--quiet', '--initial-branch=main');
  const first = commitAll(folder);
  cpSync(join(now, 'plugboard.ts'), join(folder, 'plugboard.ts'));
  return { replace: [[first.slice(0, 10), '8d1c5e0f27']] };
};

/** The compiler is a package of its own for each kind of machine, and there is none for this one. */
const compilerIsMissing: MakeWorld = () => {
  const { arch } = process;
  const set = (value: string): unknown => Object.defineProperty(process, 'arch', { value, configurable: true });
  set('another');
  onTestFinished(() => void set(arch));
  return {};
};

/** A container with little memory: the compiler gives up the sooner. */
const smallMachine: MakeWorld = () => {
  const { constrainedMemory } = process;
  const set = (value: () => number): unknown => Object.defineProperty(process, 'constrainedMemory', { value });
  set(() => 32 * 2 ** 20);
  onTestFinished(() => void set(constrainedMemory));
  return {};
};

const shallowClone: MakeWorld = (folder) => {
  const origin = temporaryFolder();
  cpSync(folder, origin, { recursive: true });
  runGit(origin, 'init', '--quiet', '--initial-branch=main');
  const first = commitAll(origin);
  runGit(origin, 'commit', '--quiet', '--allow-empty', '--message=change');
  rmSync(folder, { recursive: true });
  runGit(origin, 'clone', '--quiet', '--depth', '1', `file://${origin}`, folder);
  return { replace: [[first, '3f7a9be']] };
};

describeMessages('1', {
  PB111: compilerIsMissing,
  PB113: async () => {
    const { port } = new URL(await answering((_, response) => response.end()));
    return { replace: [[port, '8111']] };
  },
  PB136: smallMachine,
  PB120: () => ({ replace: [[/ \(or any .*/g, '']] }),
  PB121: () => {
    vi.stubEnv('PATH', temporaryFolder());
    onTestFinished(() => void vi.unstubAllEnvs());
    return {};
  },
  PB122: (folder) => {
    runGit(folder, 'init', '--quiet', '--initial-branch=main');
    commitAll(folder);
    return {};
  },
  PB123: shallowClone,
  PB124: changed,
  PB125: changed,
  PB126: changed,
  PB127: changed,
  PB129: (folder) => {
    runGit(folder, 'init', '--quiet', '--initial-branch=main');
    const program = treeLine('100644', makeBlob(folder, ''), 'plugboard.ts');
    const many = treeLine('040000', makeTreeOfMany(folder, 5), 'many');
    const more = treeLine('040000', makeTreeOfMany(folder, 1), 'more');
    const commit = commitTree(folder, makeTree(folder, [many, more, program]));
    return { replace: [[commit.slice(0, 10), '5b0e7d9a41']] };
  },
});
