import { catalogue } from '../diagnostics/catalogue.ts';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { nearNames } from '../diagnostics/near-names.ts';
import { type IgnoreComment, type IgnoringFile, ignoreComments } from '../load/ignore-comments.ts';
import { namedRules, ruleOf } from './named-rules.ts';

const example = '`// plugboard-ignore PB309: both names are known to everybody`';

/**
 * What is left when comments of the program hide some of its messages, and what is to be said of the comments
 * themselves: one that cannot be used, and one that hides nothing.
 */
export async function withoutIgnored(
  located: readonly Diagnostic[],
  files: readonly IgnoringFile[],
): Promise<readonly Diagnostic[]> {
  if (files.length === 0) return located;
  const comments = (await Promise.all(files.map(ignoreComments))).flat();
  const hidden = new Set<Diagnostic>();
  const about = comments.flatMap((comment): readonly Diagnostic[] => {
    const fault = faultOf(comment);
    if (fault !== undefined) return [fault];
    return comment.codes.flatMap((code) => {
      const refusal = refusalOf(code);
      if (refusal !== undefined) return [unusable(comment, refusal)];
      const covered = located.filter((one) => one.code === code && comment.covers(one));
      for (const one of covered) hidden.add(one);
      return covered.length > 0 ? [] : [hidesNothing(comment, code)];
    });
  });
  return [...located.filter((one) => !hidden.has(one)), ...about];
}

interface Refusal {
  readonly message: string;
  readonly notes?: readonly string[];
  readonly hint: string;
}

const unusable = ({ span }: IgnoreComment, { message, ...more }: Refusal): Diagnostic =>
  diagnostic('PB218', message, { span, ...more });

/** What is the matter with a comment as a whole. */
function faultOf(comment: IgnoreComment): Diagnostic | undefined {
  if (comment.codes.length === 0) {
    return unusable(comment, {
      message: 'The comment does not say which message it hides.',
      hint: `Name the code, and a reason: ${example}.`,
    });
  }
  if (comment.reason === '') {
    return unusable(comment, {
      message: `The comment gives no reason to ignore ${comment.codes.map((code) => `\`${code}\``).join(' and ')}.`,
      hint: `Say why, after a colon: ${example}.`,
    });
  }
  return undefined;
}

/** Why a message cannot be hidden. */
function refusalOf(code: string): Refusal | undefined {
  if (/^TS\d+$/.test(code)) {
    return {
      message: `\`${code}\` is an error of the TypeScript compiler, which cannot be ignored.`,
      hint: 'Make the types right.',
    };
  }
  if (!Object.hasOwn(catalogue, code)) {
    const open = namedRules.flatMap(({ fixed, codes }) => (fixed === undefined ? codes : []));
    const [near] = nearNames(code, open);
    return {
      message: `\`${code}\` is not a code of Plugboard.`,
      hint: near === undefined ? `Give the code that the message has: ${example}.` : `Did you mean \`${near}\`?`,
    };
  }
  const rule = ruleOf(code);
  if (rule !== undefined && rule.fixed === undefined) return undefined;
  return {
    message: `\`${code}\` cannot be ignored.`,
    notes: [rule?.fixed ?? 'Only what a rule finds in the program can be.'],
    hint: 'Mend what it speaks of, and remove the comment.',
  };
}

const hidesNothing = ({ span }: IgnoreComment, code: string): Diagnostic =>
  diagnostic('PB219', `No \`${code}\` is found in the declaration that follows.`, {
    span,
    label: 'hides nothing',
    hint: 'Remove it. A comment works on the call that starts on the next line of code.',
  });
