/**
 * The comment in which a plan is reviewed. It is made of the plan file alone, and carries a signature over the pull
 * request, its last commit and the digest of that file: so what people read is what they approve, and a comment that
 * somebody else wrote is none.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ReviewablePlan } from '../plan/reviewable-plan.ts';
import { planFileDigest } from '../plan/saved-plan.ts';
import { codeText } from './forms/markdown/literal.ts';
import { markdownForm } from './forms/markdown/markdown.ts';
import { styleFor } from './style.ts';

/** What a comment is about. */
export interface Reviewed {
  /** The pipeline that asks: several may write into one pull request. */
  readonly pipeline: string;
  readonly pull: number;
  readonly head: string;
}

/** A comment as the platform gives it. */
export interface PlatformComment {
  readonly author: string;
  readonly body: string;
}

/** GitHub takes 65,536 characters of a comment, and GitLab more. */
const mostCharacters = 60_000;

/** The Markdown of a comment, signed. `notes` are said above the plan: they are ours. */
export function reviewComment(
  file: string,
  { plan }: ReviewablePlan,
  reviewed: Reviewed,
  key: string,
  notes: readonly string[],
): string {
  const digest = planFileDigest(file);
  const text = markdownForm(
    {
      command: 'plan',
      version: '',
      stack: plan.stack,
      planned: { plan, diagnostics: [] },
      diagnostics: [],
      context: { lookup: () => undefined, mask: (same) => same },
    },
    { style: styleFor(false), stackFile: '', maxChars: mostCharacters },
  );
  return [
    signature(reviewed, digest, key),
    ...notes.map((note) => `> [!IMPORTANT]\n> ${codeText(note)}\n`),
    text.trimEnd(),
    '',
    `Plan of commit ${codeText(reviewed.head)}, digest ${codeText(digest)}. It is applied after the merge, and no other.`,
    '',
  ].join('\n');
}

const signature = ({ pipeline, pull, head }: Reviewed, digest: string, key: string): string =>
  `<!-- plugboard-review 1 ${encodeURIComponent(pipeline).replaceAll('--', '-%2D')} ${pull} ${head} ${digest} ${macOf({ pipeline, pull, head }, digest, key)} -->`;

const macOf = ({ pipeline, pull, head }: Reviewed, digest: string, key: string): string =>
  createHmac('sha256', key)
    .update(JSON.stringify(['plugboard review', 1, pipeline, pull, head, digest]))
    .digest('hex');

const signed = /^<!-- plugboard-review 1 (\S+) (\d{1,16}) ([0-9a-f]{40,64}) (sha256:[0-9a-f]{64}) ([0-9a-f]{64}) -->/;

/** The digest of the plan that was reviewed last; undefined where no comment by one of the authors is signed for it. */
export function reviewedDigest(
  comments: readonly PlatformComment[],
  reviewed: Reviewed,
  authors: readonly string[],
  key: string,
): string | undefined {
  const found = comments.flatMap(({ author, body }): readonly string[] => {
    const [, , , , digest] = signed.exec(body) ?? [];
    if (digest === undefined || !authors.includes(author)) return [];
    const [line = ''] = body.split('\n', 1);
    return isSame(line, signature(reviewed, digest, key)) ? [digest] : [];
  });
  return found.at(-1);
}

/** Whether a comment was made by such a pipeline for this pull request, for whichever commit: it may be written anew. */
export function isEarlierComment(
  { author, body }: PlatformComment,
  { pipeline, pull }: Omit<Reviewed, 'head'>,
  authors: readonly string[],
  key: string,
): boolean {
  const [, , , head, digest] = signed.exec(body) ?? [];
  if (head === undefined || digest === undefined || !authors.includes(author)) return false;
  const [line = ''] = body.split('\n', 1);
  return isSame(line, signature({ pipeline, pull, head }, digest, key));
}

/** In the same time whatever they are, so that nothing is learnt from how long it takes. */
const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
