import { builtinModules } from 'node:module';
import { cutText } from '../diagnostics/cut-text.ts';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { visible } from '../diagnostics/visible.ts';
import { isDeclaration } from './file-types.ts';
import type { ReadFault } from './regular-file.ts';

// What is said of an import. Only the path as the author wrote it is ever named, never where it leads.

export function leadsOut(path: string): Diagnostic {
  return diagnostic('PB103', `${named(path)} leads out of the stack's folder.`, {
    label: 'not in the folder of the stack',
    notes: ['A program is made of the files in its own folder and of installed packages.'],
    hint: 'Move the file into the folder of the stack, make a package of it and install that, or name a folder around both with `--root DIR`.',
  });
}

export function cannotBeFound(path: string, near: readonly string[] = []): Diagnostic {
  return diagnostic('PB102', `There is no ${named(path)}.`, {
    label: 'not found',
    hint: near[0] === undefined ? 'Correct the path.' : `Did you mean ${named(near[0])}?`,
  });
}

export function leadsNowhere(path: string): Diagnostic {
  return diagnostic('PB102', `${named(path)} is a link that leads to nothing.`, {
    label: 'not found',
    hint: 'Put the file there, or correct the link.',
  });
}

export function folderWithoutIndex(path: string): Diagnostic {
  return diagnostic('PB102', `${named(path)} is a folder, and there is no \`index.ts\` in it.`, {
    label: 'a folder',
    hint: 'Name the file in it that is meant.',
  });
}

export function notInstalled(name: string): Diagnostic {
  if (name.startsWith('#')) {
    return diagnostic('PB102', `No \`package.json\` says what ${named(name)} stands for.`, {
      label: 'not found',
      hint: 'Add it to `imports` of the `package.json` in the folder of the stack, or name the file.',
    });
  }
  const near = name.startsWith('plugboard/');
  return diagnostic('PB102', `Package ${named(name)} cannot be found.`, {
    label: near ? 'not for programs' : 'not installed',
    hint: near
      ? 'Everything that a program needs comes from `plugboard` itself.'
      : "Install it beside the stack (`npm install`), or correct its name. The declarations come from `'plugboard'`.",
  });
}

export function notInPackage(name: string): Diagnostic {
  return diagnostic('PB102', `The package is installed, and has no file for ${named(name)}.`, {
    label: 'not in the package',
    hint: 'Import what its `package.json` lists under `exports` or `main`. If that is what you do, install it again.',
  });
}

export function onlyTypes(name: string): Diagnostic {
  return diagnostic('PB102', `${named(name)} has types only, and no code.`, {
    label: 'no code to run',
    hint: 'Import its types with `import type`, or install the package that has the code.',
  });
}

export function wrongFileType(path: string, file: string = path): Diagnostic {
  const [type] = /(?:\.d)?\.\w+$/.exec(file.replace(/[?#].*$/, '')) ?? [];
  const message =
    path.includes('?') || type === undefined
      ? `${named(path)} is not code or JSON.`
      : `\`${type}\` files cannot be imported.`;
  const declares = isDeclaration(file);
  return diagnostic('PB109', message, {
    label: declares ? 'types only' : 'not code or JSON',
    notes: ['A program can import `.ts`, `.mts`, `.js`, `.mjs` and `.json` files.'],
    hint: declares ? 'Import its types with `import type`.' : 'Put the data into a `.json` or `.ts` file.',
  });
}

export function wrongImportType(type: string): Diagnostic {
  return diagnostic('PB109', `Nothing can be imported as ${named(type)}.`, {
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

/** Why a file that is there cannot be part of a program. */
export type TextFault = ReadFault | 'not UTF-8' | 'NUL byte' | 'unseen name';

const textFaults: Readonly<Record<TextFault, readonly [why: string, hint: string]>> = {
  absent: ['It is gone.', 'Put it back, or remove the import.'],
  refused: ['The system refuses it.', 'See to it that you may read it.'],
  'not a regular file': ['It is a link, a folder, a device or a pipe.', 'Put the file itself there.'],
  'too large': ['It is too large.', 'Divide it, or leave out what the program does not need.'],
  'not UTF-8': ['It is not text in UTF-8.', 'Save it as UTF-8.'],
  'NUL byte': ['It has a NUL byte, as no text has.', 'Save it as text.'],
  'unseen name': ['Its name has characters that cannot be seen.', 'Rename it.'],
};

export function cannotBeRead(path: string, is: TextFault): Diagnostic {
  const [why, hint] = textFaults[is];
  return diagnostic('PB137', `${named(path)} cannot be read. ${why}`, { label: 'cannot be read', hint });
}

/** Whether a name has line breaks or other control characters, which no name has that a person gave. */
export const hasUnseen = (name: string): boolean => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(name);

/** What is wrong with an import that is not to be looked for at all; `undefined` where it may be. */
export function refusedOutright(path: string): Diagnostic | undefined {
  if (isPlain.test(path)) return undefined;
  if (path.startsWith('node:') || isBuiltin(path)) {
    return diagnostic('PB102', `${named(path)} is part of Node.js, which a program does not have.`, {
      label: 'not available',
      notes: ['Programs are evaluated in a sandbox without files, network, environment or clock.'],
      hint: 'Pass what the program must know as an input: `--input name=value`.',
    });
  }
  if (/^(?:file|data|blob|https?):/i.test(path) || /^(?:[/\\]|[a-z]:[/\\])/i.test(path)) return leadsOut(path);
  if (hasUnseen(path)) return cannotBeRead(path, 'unseen name');
  if (path.includes('\\')) {
    return diagnostic('PB102', `${named(path)} has a backslash, which some systems take for a slash.`, {
      label: 'not a path on every machine',
      hint: 'Write `/` between folders.',
    });
  }
  if (path.includes('?')) return wrongFileType(path);
  return undefined;
}

/** What nearly all imports look like. */
const isPlain = /^\.{1,2}\/[\w./-]*$/;
const builtins = new Set(builtinModules);

/** Whether a name is that of a module of Node.js. Packages can have it, too: those that stand in for it elsewhere. */
export const isBuiltin = (path: string): boolean => builtins.has(path);

const longest = 200;

/** In backticks, on one line, and no longer than a reader can take in. */
function named(path: string): string {
  const { shown, digest } = cutText(path, longest, visible);
  return `\`${shown}\`${digest === undefined ? '' : ` (${digest})`}`;
}
