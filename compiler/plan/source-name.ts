import type { Plan } from '../model.ts';

/** What a plan compares with, in a word: a URL, a path or the name of a revision. */
export function sourceName({ source }: Pick<Plan, 'source'>): string {
  if (source.kind === 'server') return source.url;
  return source.kind === 'revision' ? source.name : source.path;
}
