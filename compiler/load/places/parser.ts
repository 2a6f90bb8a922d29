import { parse as parseFile } from '@babel/parser';

/**
 * The syntax tree of a TypeScript or JavaScript file; throws where it has faults. It is built with the parser in it:
 * installed, that brings four megabytes of what nobody runs.
 */
export const parse = (text: string): unknown =>
  parseFile(text, {
    sourceType: 'module',
    plugins: ['typescript', 'decorators'],
    createParenthesizedExpressions: false,
    allowReturnOutsideFunction: true,
    attachComment: false,
  });
