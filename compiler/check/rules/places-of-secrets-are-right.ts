import { diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../kinds/kind.ts';
import { kindsFor } from '../../kinds/registry.ts';
import { declaredConnections } from '../declared-projects.ts';
import { valueAt } from '../plain-secrets.ts';
import type { Rule } from '../rule.ts';

/** Where a secret is kept can be looked up only by `apply`: what cannot be right is said before. */
export const placesOfSecretsAreRight: Rule = (declared, report) => {
  const kinds = kindsFor(declared.kinds);
  const fixed = new Map<string, Paths>();
  for (const { connection, address } of declaredConnections(declared)) {
    const kind = kinds.named(connection.kind);
    const known = fixed.get(connection.kind) ?? fixedPaths(kind);
    fixed.set(connection.kind, known);
    for (const path of [...known, ...mapPaths(kind, connection.properties)]) {
      const fault = faultOf(valueAt(connection.properties, path));
      if (fault === undefined) continue;
      report(
        diagnostic('PB210', `\`${path.join('.')}\` of \`${address}\` is kept where nothing can be: ${fault.what}.`, {
          address,
          place: { call: connection.call, path },
          label: fault.what,
          hint: fault.hint,
        }),
      );
    }
  }
};

type Paths = readonly (readonly string[])[];

/** Where every connection of a kind can have a secret. */
const fixedPaths = (kind: Kind | undefined): Paths =>
  (kind?.properties ?? []).filter(({ secret }) => secret).map(({ path }) => path.split('.'));

/** Where this one has others, under names of the author's. */
const mapPaths = (kind: Kind | undefined, properties: unknown): Paths =>
  (kind?.maps ?? [])
    .filter(({ secret }) => secret)
    .flatMap(({ path }) => Object.keys(valueAt(properties, [path]) ?? {}).map((name) => [path, name]));

interface Fault {
  readonly what: string;
  readonly hint: string;
}

/** Whether it has the form of a reference at all is for the kind's schema to say. */
function faultOf(written: unknown): Fault | undefined {
  switch (valueAt(written, ['secret'])) {
    case 'env':
      return environmentFault(textAt(written, 'name'));
    case 'file':
      return endFault(textAt(written, 'path'));
    case 'vault':
      return pathFault('mount', textAt(written, 'mount')) ?? pathFault('path', textAt(written, 'path'));
    case 'command':
      return commandFault(valueAt(written, ['command']));
    default:
      return undefined;
  }
}

const textAt = (written: unknown, name: string): string => {
  const value = valueAt(written, [name]);
  return typeof value === 'string' ? value : '';
};

function environmentFault(name: string): Fault | undefined {
  if (!/[=$%\0]/.test(name)) return undefined;
  return {
    what: 'no environment variable has such a name',
    hint: "Give the bare name, without what a shell or TeamCity writes around it: `secret.env('REGISTRY_PASSWORD')`.",
  };
}

function pathFault(what: 'mount' | 'path', text: string): Fault | undefined {
  const isRight = text === '' || text.split('/').every((segment) => !['', '.', '..'].includes(segment));
  if (isRight) return endFault(text);
  return {
    what: `the ${what} has an empty part, \`.\` or \`..\``,
    hint: "Give it without slashes at its ends: `secret.vault({ mount: 'kv', path: 'ci/registry', key: 'password' })`.",
  };
}

function commandFault(command: unknown): Fault | undefined {
  const words = Array.isArray(command) ? command : [];
  const [program] = words;
  if (typeof program !== 'string') return undefined;
  if (program.trim() === '' || (words.length === 1 && /^[^/\\]*\s/.test(program))) {
    return {
      what: 'the first word is no program',
      hint: "Give program and arguments as words of their own, as there is no shell: `secret.command(['pass', 'show', 'ci/registry'])`.",
    };
  }
  return endFault(words.join(''));
}

const endFault = (text: string): Fault | undefined =>
  text.includes('\0') ? { what: 'it holds a NUL character', hint: 'Remove the character.' } : undefined;
