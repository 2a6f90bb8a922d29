import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { fail } from '../../diagnostics/failure.ts';
import { readBytes } from '../../files/regular-file.ts';
import { readReviewablePlan } from '../../plan/reviewable-plan.ts';
import { isEarlierComment, type PlatformComment, reviewComment, reviewedDigest } from '../../render/review-comment.ts';
import type { ExitCode, Shell } from '../shell.ts';

interface ReviewOptions {
  readonly pipeline: string;
  readonly pull: number;
}

export interface ReviewWriteOptions extends ReviewOptions {
  readonly head: string;
  readonly plan: string;
  readonly note: readonly string[];
}

export interface ReviewFindOptions extends ReviewOptions {
  readonly head?: string | undefined;
  readonly author: readonly string[];
}

const largest = 100_000_000;
const fewest = 32;

/** `plugboard review write`: the comment in which a saved plan is reviewed, signed. It is made of the plan file alone. */
export async function reviewWriteCommand(options: ReviewWriteOptions, shell: Shell): Promise<ExitCode> {
  const key = reviewKey(shell);
  const bytes = readBytes(resolve(shell.workingDirectory, options.plan), largest);
  if (typeof bytes === 'string') {
    throw fail('PB507', `The plan file \`${options.plan}\` cannot be read: ${readFaults[bytes]}.`, {
      hint: 'Name the file that `plugboard plan -o FILE` wrote.',
    });
  }
  const file = bytes.toString();
  const plan = readReviewablePlan(file);
  if (plan === undefined) {
    throw fail('PB507', `The plan file \`${options.plan}\` holds what no plan of a server has.`, {
      hint: 'Make it with `plugboard plan -o FILE`, against a server.',
    });
  }
  shell.out.write(reviewComment(file, plan, options, key, options.note), 'exact');
  return 0;
}

const readFaults: Readonly<Record<Extract<ReturnType<typeof readBytes>, string>, string>> = {
  absent: 'there is none',
  refused: 'the system refuses it',
  'not a regular file': 'it is a link, a folder, a device or a pipe',
  'too large': 'it is too large',
};

/** GitHub calls an author `user`, GitLab `author`. */
const comment = z
  .looseObject({
    id: z.union([z.number(), z.string()]),
    body: z.string().nullish(),
    user: z.looseObject({ id: z.number() }).nullish(),
    author: z.looseObject({ id: z.number() }).nullish(),
  })
  .transform(
    ({ id, body, user, author }): FoundComment => ({
      id: String(id),
      author: String((user ?? author)?.id ?? ''),
      body: body ?? '',
    }),
  );
/** Clients that ask for all pages give one list, or a list of pages. */
const comments = z.union([z.array(comment), z.array(z.array(comment)).transform((pages) => pages.flat())]);

interface FoundComment extends PlatformComment {
  readonly id: string;
}

/**
 * `plugboard review find`: the digest of the plan that was reviewed for a commit; or, without a commit, the id of the
 * comment that an earlier run of the same pipeline wrote, so that it is written anew.
 */
export async function reviewFindCommand(
  file: string | undefined,
  { head, author, ...rest }: ReviewFindOptions,
  shell: Shell,
): Promise<ExitCode> {
  const key = reviewKey(shell);
  const all = readComments(file, shell);
  if (head === undefined) {
    const earlier = all.findLast((one) => isEarlierComment(one, rest, author, key));
    shell.out.write(earlier === undefined ? '' : `${earlier.id}\n`, 'exact');
    return 0;
  }
  const digest = reviewedDigest(all, { ...rest, head }, author, key);
  if (digest !== undefined) {
    shell.out.write(`${digest}\n`, 'exact');
    return 0;
  }
  throw fail('PB530', `No comment says that a plan of commit ${head.slice(0, 10)} was reviewed in ${rest.pull}.`, {
    notes: [
      `Of ${all.length} comments, those count that user ${author.join(' or ')} wrote and that are signed for it.`,
    ],
    hint: 'Run the pipeline of the pull request again, so that it makes a plan and comments on it, and have that reviewed.',
  });
}

function readComments(file: string | undefined, { workingDirectory }: Shell): readonly FoundComment[] {
  try {
    const text = readFileSync(file === undefined ? 0 : resolve(workingDirectory, file), 'utf8');
    return comments.parse(JSON.parse(text));
  } catch {
    throw fail('PB530', 'The comments are not what GitHub or GitLab answers.', {
      hint: 'Pass on the JSON that the API gives for the comments (GitHub) or notes (GitLab) of the pull request.',
    });
  }
}

/** What signs; whoever has it can make comments that count. */
function reviewKey({ environment }: Shell): string {
  const key = environment['PLUGBOARD_REVIEW_KEY'] ?? '';
  if (key.length >= fewest) return key;
  throw fail(
    'PB530',
    key === ''
      ? '`PLUGBOARD_REVIEW_KEY` is not set.'
      : `\`PLUGBOARD_REVIEW_KEY\` must have at least ${fewest} characters.`,
    {
      hint: 'Make one with `openssl rand -base64 32`, and keep it among the secrets of the pipeline.',
    },
  );
}
