import type { KindAnnotation } from '../kind-document.ts';
import { wrap } from './comment.ts';

/** What is to be done on the other side, and what that has to grant and to know, for a doc comment. */
export function setupLines({ where, steps, scopes = [], callback }: KindAnnotation['setup']): readonly string[] {
  return [
    wrap(`How the other side is set up (${where}):`),
    ...steps.flatMap((step, index) => item(`${index + 1}.`, step)),
    ...(scopes.length === 0 ? [] : item('-', `It must grant: ${scopes.map((scope) => `\`${scope}\``).join(', ')}.`)),
    ...(callback === undefined ? [] : item('-', `The callback URL: \`<URL of the TeamCity server>${callback}\`.`)),
  ];
}

function item(mark: string, text: string): readonly string[] {
  const indent = ' '.repeat(mark.length + 1);
  return wrap(text, indent.length)
    .split('\n')
    .map((line, index) => (index === 0 ? `${mark} ${line}` : `${indent}${line}`));
}
