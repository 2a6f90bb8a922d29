import { diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../kinds/kind.ts';
import { kindsFor } from '../../kinds/registry.ts';
import { valueAt } from '../../kinds/value-at.ts';
import { declaredConnections } from '../declared-projects.ts';
import type { Rule } from '../rule.ts';

/** Where a secret is kept can be looked up only by `apply`: what cannot be right is said before. */
export const placesOfSecretsAreRight: Rule = (declared, report) => {
  const kinds = kindsFor(declared.kinds);
  const known = new Map<string, SecretPlaces>();
  for (const { connection, address } of declaredConnections(declared)) {
    const places = known.get(connection.kind) ?? secretPlaces(kinds.named(connection.kind));
    known.set(connection.kind, places);
    const look = (path: readonly string[]): void => {
      const fault = faultOf(valueAt(connection.properties, path));
      if (fault === undefined) return;
      report(
        diagnostic('PB210', `\`${path.join('.')}\` of \`${address}\` is kept where nothing can be: ${fault.what}.`, {
          address,
          place: { call: connection.call, path },
          label: fault.what,
          hint: fault.hint,
        }),
      );
    };
    for (const path of places.fixed) look(path);
    for (const path of places.maps) {
      for (const name of Object.keys(valueAt(connection.properties, path) ?? {})) look([...path, name]);
    }
  }
};

/** Where connections of a kind can have secrets: at fixed places, and under names of the author's. */
interface SecretPlaces {
  readonly fixed: readonly (readonly string[])[];
  readonly maps: readonly (readonly string[])[];
}

function secretPlaces(kind: Kind | undefined): SecretPlaces {
  const { properties = [], maps = [] } = kind ?? {};
  return {
    fixed: properties.filter(({ secret }) => secret).map(({ path }) => path.split('.')),
    maps: maps.filter(({ secret }) => secret).map(({ path }) => [path]),
  };
}

interface Fault {
  readonly what: string;
  readonly hint: string;
}

const source = ['secret'];

/** Whether it has the form of a reference at all is for the kind's schema to say. */
function faultOf(written: unknown): Fault | undefined {
  switch (valueAt(written, source)) {
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
