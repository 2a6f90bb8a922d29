import { ruleNames } from '../check/rule-names.ts';
import { alternativeNames } from '../kinds/alternative-names.ts';
import { type Kinds, kindsFor } from '../kinds/registry.ts';
import type { Manifest } from '../model.ts';
import { type Literal, literalsOf } from './literals.ts';

/** What a file of the stack must not show. */
export interface Hidden {
  /** Offsets into its text, in order and apart from each other. */
  readonly stretches: readonly { readonly start: number; readonly end: number }[];
  /** What stands there and nowhere else: a message must not repeat it either. */
  readonly texts: readonly string[];
}

/** What is known of a program beside its text. */
export interface Known {
  /** Texts of the evaluated program that are no secrets; none where it was not evaluated. */
  readonly openTexts: readonly string[];
  readonly kinds?: Manifest['kinds'];
  /** Hides secrets that the evaluation found. */
  readonly mask: (text: string) => string;
}

const projectNames = ['stack', 'edition', 'name', 'parent', 'kind', 'adopt', 'formerly'];
const ruleSettings = ['rules', 'off', 'hint', 'warning', 'error'];
/** What the first argument of some functions of ours looks like when it is what they ask for, and no secret. */
const firstArguments: ReadonlyMap<string, RegExp> = new Map([
  ['project', /^[A-Za-z][A-Za-z_]*\d{0,4}$/],
  ['policy', /^[a-z]+(?:-[a-z]+)*$/],
  ['.env', /^[A-Z]+(?:_[A-Z0-9]+)*$/],
]);
const parts = ['connections', 'projects', 'needs', 'exclusive'];
const words = ['on-premises', 'cloud', 'json', ...projectNames, ...parts, ...ruleNames, ...ruleSettings];

/** The last parts of the paths under which secrets stand, and of all others. */
function propertyNames(kinds: Kinds): {
  readonly secret: ReadonlySet<string>;
  readonly open: readonly string[];
} {
  const all = kinds.all.flatMap(({ properties, maps }) => [
    ...properties,
    ...maps.map((map) => ({ ...map, isMap: true })),
  ]);
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
  const secret = new Set(all.filter((one) => one.secret).map(({ path }) => nameOf(path)));
  const open = all.filter((one) => !one.secret && !('isMap' in one)).map(({ path }) => nameOf(path));
  return { secret, open: [...open, ...projectNames, 'rules', ...ruleNames].filter((name) => !secret.has(name)) };
}

/**
 * Tells what to hide when a program is quoted. Somebody who writes a secret into it writes a literal, and where
 * evaluating ends early nobody knows what becomes of one: each is hidden unless it is known to be none.
 */
export function hiddenStretches({ openTexts, kinds: brought, mask }: Known): (text: string) => Hidden {
  const kinds = kindsFor(brought);
  const names = propertyNames(kinds);
  const openNames = new Set(names.open);
  const shown = new Set([
    '',
    ...openTexts,
    ...kinds.all.map(({ name }) => name),
    ...alternativeNames(brought),
    ...names.open,
    ...names.secret,
    ...words,
  ]);
  const wordy = new RegExp(`(['"\`]).+\\1|\\b(?:${[...names.secret].join('|')})\\b['"]?\\s*[:=]`);
  const isInSecret = ({ within }: Literal): boolean => within.some((name) => names.secret.has(name));

  const isHidden = (literal: Literal, content: string): boolean => {
    if (literal.is === 'broken line') return true;
    if (literal.is === 'number') return names.secret.has(literal.within.at(-1) ?? '');
    if (mask(content) !== content) return true;
    if (literal.is === 'comment') return wordy.test(content);
    const said = content.replace(/\\(['"`\\])/g, '$1');
    const isAsked = firstArguments.get(literal.givenTo ?? '')?.test(said) === true;
    const isKnown = isAsked || shown.has(said) || literal.isImport;
    return !isKnown && (isInSecret(literal) || !openNames.has(literal.property ?? ''));
  };

  return (text) => {
    const literals = literalsOf(text);
    if (literals === undefined) return hideAll(text);
    const hidden: Literal[] = [];
    const open = new Set<string>();
    for (const literal of literals) {
      const content = text.slice(literal.start, literal.end);
      if (isHidden(literal, content)) hidden.push(literal);
      else if (literal.is === 'text') open.add(content);
    }
    return {
      stretches: joined(hidden),
      texts: textsOf(hidden, text).filter((one) => !open.has(one) && !shown.has(one)),
    };
  };
}

function hideAll(text: string): Hidden {
  const lines = [...text.matchAll(/[^\s].*/g)].map(({ index, 0: line }) => ({
    start: index,
    end: index + line.length,
  }));
  return { stretches: lines, texts: wordsOf(text) };
}

const textsOf = (hidden: readonly Literal[], text: string): readonly string[] => [
  ...new Set(
    hidden.flatMap(({ is, start, end }) => {
      const content = text.slice(start, end);
      if (is === 'text') return [content, content.replace(/\\(['"`\\])/g, '$1')];
      return is === 'broken line' ? wordsOf(content) : [];
    }),
  ),
];

const wordsOf = (text: string): readonly string[] => [...new Set(text.match(/[^\s'"`,;:=(){}[\]]{4,}/g))];

function joined(hidden: readonly Literal[]): Hidden['stretches'] {
  const stretches: { start: number; end: number }[] = [];
  for (const { start, end } of [...hidden].sort((a, b) => a.start - b.start)) {
    const last = stretches.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else stretches.push({ start, end });
  }
  return stretches;
}
