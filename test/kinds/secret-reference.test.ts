import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { placeMembers, placeOf, revisionOf } from '../../compiler/kinds/secret-reference.ts';

interface Form {
  readonly properties: Readonly<Record<string, { readonly const?: string }>>;
}

const schema = JSON.parse(readFileSync(new URL('../../schemas/secret.schema.json', import.meta.url), 'utf8')) as {
  readonly oneOf: readonly Form[];
};

describe('references to secrets', () => {
  it.each(schema.oneOf.map(({ properties }) => [properties['secret']?.const ?? '', Object.keys(properties)] as const))(
    'of the form `%s` have the members that the schema lets them have',
    (source, members) => {
      const own = source === 'keep' ? ['secret'] : ['secret', ...placeMembers({ secret: source }), 'revision'];
      expect(own.sort()).toEqual([...members].sort());
    },
  );

  it('are to one place, whatever their revisions and the order of their members are', () => {
    const a = placeOf({ secret: 'vault', mount: 'kv', path: 'a', key: 'b', revision: 1 });
    expect(placeOf({ revision: 2, key: 'b', path: 'a', mount: 'kv', secret: 'vault' })).toBe(a);
    expect(placeOf({ secret: 'vault', mount: 'kv', path: 'a', key: 'b', version: 1 })).not.toBe(a);
    expect(placeOf({ secret: 'env', name: 'a' })).not.toBe(placeOf({ secret: 'file', path: 'a' }));
    const words = (...command: string[]): string => placeOf({ secret: 'command', command });
    expect(words('a', 'b c')).not.toBe(words('a b', 'c'));
  });

  it('have the version that is pinned as their revision where none is given', () => {
    const place = { secret: 'vault', mount: 'kv', path: 'a', key: 'b' } as const;
    expect(revisionOf(place)).toBe(1);
    expect(revisionOf({ ...place, version: 7 })).toBe(7);
    expect(revisionOf({ ...place, version: 7, revision: 2 })).toBe(2);
  });
});
