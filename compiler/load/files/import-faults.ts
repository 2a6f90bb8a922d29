import { builtinModules } from 'node:module';
import { extname } from 'node:path';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';

// What is said of an import. Only the path as the author wrote it is ever named, never where it leads.

export function leadsOut(path: string): Diagnostic {
  return diagnostic('PB103', `\`${path}\` leads out of the stack's folder.`, {
    label: 'not in the folder of the stack',
    notes: ['A program is made of the files in its own folder and of installed packages.'],
    hint: 'Move the file into the folder of the stack, or make a package of it and install that.',
  });
}

export function cannotBeFound(path: string, near: readonly string[] = []): Diagnostic {
  return diagnostic('PB102', `There is no \`${path}\`.`, {
    label: 'not found',
    hint: near.length === 0 ? 'Correct the path.' : `Did you mean \`${near[0]}\`?`,
  });
}

export function notInstalled(name: string): Diagnostic {
  const near = name.startsWith('plugboard/');
  return diagnostic('PB102', `Package \`${name}\` cannot be found.`, {
    label: near ? 'not for programs' : 'not installed',
    hint: near
      ? 'Everything that a program needs comes from `plugboard` itself.'
      : "Install it beside the stack (`npm install`), or correct its name. The declarations come from `'plugboard'`.",
  });
}

export function wrongFileType(path: string): Diagnostic {
  const type = extname(path.replace(/[?#].*$/, ''));
  const message =
    path.includes('?') || type === '' ? `\`${path}\` is not code or JSON.` : `\`${type}\` files cannot be imported.`;
  return diagnostic('PB109', message, {
    label: 'not code or JSON',
    notes: ['A program can import `.ts`, `.mts`, `.js`, `.mjs` and `.json` files.'],
    hint: 'Put the data into a `.json` or `.ts` file.',
  });
}

export function wrongImportType(type: string): Diagnostic {
  return diagnostic('PB109', `Nothing can be imported as \`${type}\`.`, {
    label: 'not code or JSON',
    hint: "Remove the import's attributes.",
  });
}

export function asksAtRunTime(): Diagnostic {
  return diagnostic('PB102', 'A program imports before it runs, and not while it does.', {
    label: 'imported at run time',
    notes: ['`import(...)` gives a promise, and a program has nothing to wait for.'],
    hint: "Use `import ... from '...'` at the top of the file.",
  });
}

/** What is wrong with an import that is not to be looked for at all; `undefined` where it may be. */
export function refusedOutright(path: string): Diagnostic | undefined {
  if (/^node:/.test(path) || builtins.has(path)) {
    return diagnostic('PB102', `\`${path}\` is part of Node.js, which a program does not have.`, {
      label: 'not available',
      notes: ['Programs are evaluated in a sandbox without files, network, environment or clock.'],
      hint: 'Pass what the program must know as an input: `--input name=value`.',
    });
  }
  if (/^(?:file|data|blob|https?):/i.test(path) || /^(?:[/\\]|[a-z]:[/\\])/i.test(path)) return leadsOut(path);
  if (path.includes('?')) return wrongFileType(path);
  return undefined;
}

const builtins = new Set(builtinModules);
