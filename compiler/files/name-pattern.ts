/**
 * A pattern of paths as workspaces have them: `packages/*`, `apps/**`, `libs/{a,b}-*`. Whoever changes a stack can write
 * such patterns, so they are compared in a time that grows with their length, which expressions with `*` do not promise.
 */
export type NamePattern = (path: readonly string[]) => boolean;

const longest = 500;
/** `{a,b}{c,d}` are four. */
const mostChoices = 64;

/** Undefined for a pattern that leads out of its folder, or is of a form that nobody uses for workspaces. */
export function namePattern(text: string): NamePattern | undefined {
  if (text.length > longest || /[\\[\]()]|^[A-Za-z]:|^\//.test(text)) return undefined;
  const choices = choicesOf(text);
  const patterns = choices?.map((one) => one.split('/').filter((name) => name !== '' && name !== '.'));
  if (patterns === undefined || patterns.some((names) => names.length === 0 || names.includes('..'))) return undefined;
  return (path) => patterns.some((names) => fits(names, path));
}

/** All texts that one with braces stands for; undefined for too many, or for braces without their counterpart. */
function choicesOf(text: string): readonly string[] | undefined {
  let choices: readonly string[] = [''];
  for (const piece of text.split(/(\{[^{}]*\})/)) {
    const isChoice = piece.startsWith('{');
    if (!isChoice && /[{}]/.test(piece)) return undefined;
    const parts = isChoice ? piece.slice(1, -1).split(',') : [piece];
    if (choices.length * parts.length > mostChoices) return undefined;
    choices = choices.flatMap((start) => parts.map((part) => start + part));
  }
  return choices;
}

function fits(pattern: readonly string[], path: readonly string[]): boolean {
  // How far into the pattern one may be after each name: there is no going back.
  let reached = withEmpty(pattern, new Set([0]));
  for (const name of path) {
    const next = new Set<number>();
    for (const at of reached) {
      const wanted = pattern[at];
      if (wanted === '**' ? !name.startsWith('.') : wanted !== undefined && fitsName(wanted, name)) {
        next.add(wanted === '**' ? at : at + 1);
      }
    }
    reached = withEmpty(pattern, next);
  }
  return reached.has(pattern.length);
}

/** `**` stands for no folder, too. */
function withEmpty(pattern: readonly string[], reached: Set<number>): Set<number> {
  for (const at of reached) if (pattern[at] === '**') reached.add(at + 1);
  return reached;
}

/** Only the last `*` need ever take more: what those before it took is as good as anything else. */
function fitsName(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  let at = 0;
  let star = -1;
  let afterStar = 0;
  for (let index = 0; index < name.length; ) {
    if (pattern[at] === '*') {
      star = at;
      at += 1;
      afterStar = index;
    } else if (pattern[at] === '?' || pattern[at] === name[index]) {
      at += 1;
      index += 1;
    } else if (star !== -1) {
      afterStar += 1;
      index = afterStar;
      at = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
