import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import process from 'node:process';
import type { Lock } from '../model.ts';
import type { Shell } from './shell.ts';

/** Who applies, for somebody else who has to wait: the page of a build, or a person and a machine. */
export function lockOwner({ environment }: Pick<Shell, 'environment'>): Pick<Lock, 'owner' | 'machine' | 'process'> {
  return { owner: build(environment) ?? person(environment), machine: machine(), process: process.pid };
}

/** Whether the process that took a lock is known to be gone: it was one of this machine, and is no more. */
export function isGone({ machine: other, process: id }: Lock): boolean {
  if (other !== machine() || !Number.isInteger(id) || id <= 0) return false;
  try {
    process.kill(id, 0);
    return false;
  } catch (error) {
    // A process of somebody else is there, too, though it may not be signalled.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

function build(environment: Shell['environment']): string | undefined {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID, CI_JOB_URL, BUILD_URL } = environment;
  if (GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID) {
    return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
  }
  return CI_JOB_URL || BUILD_URL || undefined;
}

function person(environment: Shell['environment']): string {
  const name = environment['USER'] || environment['USERNAME'] || accountName();
  return `${name}@${hostname()}`;
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container's user need not have a name.
    return 'somebody';
  }
}

/** Host names repeat among containers, and process numbers start anew in each. */
function machine(): string {
  const parts = [
    hostname(),
    read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    read(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, 16);
}

/** Only Linux says. */
function read(part: () => string): string {
  try {
    return part();
  } catch {
    return '';
  }
}
