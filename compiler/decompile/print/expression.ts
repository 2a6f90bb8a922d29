import { stringLiteral } from './string-literal.ts';

/** An expression that is still to be laid out. All that a stack written by `import` consists of. */
export type Expression =
  | { readonly is: 'word'; readonly text: string }
  | { readonly is: 'string'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly Expression[] }
  | { readonly is: 'object'; readonly entries: readonly Entry[]; readonly expanded: boolean }
  | { readonly is: 'call'; readonly callee: string; readonly values: readonly Expression[] };

/** A property of an object literal; without a value it is a variable of the same name. */
export interface Entry {
  readonly name: string;
  readonly value?: Expression | undefined;
  /** Sentences for the reader, above it. */
  readonly comments?: readonly string[] | undefined;
}

/** A variable, a number, `true`. */
export const word = (text: string): Expression => ({ is: 'word', text });

/** Text as a literal, whatever is in it. */
export const string = (value: string): Expression => ({ is: 'string', text: stringLiteral(value) });

export const list = (items: readonly Expression[]): Expression => ({ is: 'list', items });

/** An object literal on one line where it fits. */
export const object = (entries: readonly Entry[]): Expression => ({ is: 'object', entries, expanded: false });

/** An object literal with a line for each property. */
export const block = (entries: readonly Entry[]): Expression => ({ is: 'object', entries, expanded: true });

/** A call of something that the author imports from `plugboard`. */
export const call = (callee: string, ...values: readonly Expression[]): Expression => ({ is: 'call', callee, values });

/** What has to be imported from `plugboard` for an expression. */
export function importedNames(expression: Expression): readonly string[] {
  switch (expression.is) {
    case 'word':
    case 'string':
      return [];
    case 'list':
      return expression.items.flatMap(importedNames);
    case 'object':
      return expression.entries.flatMap(({ value }) => (value === undefined ? [] : importedNames(value)));
    case 'call':
      return [expression.callee.replace(/\..*/, ''), ...expression.values.flatMap(importedNames)];
  }
}
