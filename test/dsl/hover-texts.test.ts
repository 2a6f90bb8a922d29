import { describe, expect, it } from 'vitest';
import { builtInKinds } from '../../compiler/kinds/registry.ts';
import { publicDeclarations } from './public-declarations.ts';

const declarations = publicDeclarations();
/** What authors write beside kinds; other types are what they get, and read. */
const written = new Set([
  'ConnectionOptions',
  'FindingOptions',
  'PolicyRules',
  'ProjectProperties',
  'RootProperties',
  'SecretOptions',
  'UseNeed',
  'VaultPlace',
]);
const asWritten = declarations.filter(
  // Builders set which option it is, and a type that keeps two forms apart has members that are never there.
  ({ is, owner, kind, name, type }) =>
    is === 'property' &&
    (kind !== undefined || written.has(owner)) &&
    owner !== 'KindProperties' &&
    !name.endsWith('.option') &&
    type !== 'never',
);

describe('what an editor shows', () => {
  it('is looked at for every kind and every function', () => {
    const names = declarations.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['githubConnection', 'ecrPublic', 'secret.vault', 'root', 'expectEqual']),
    );
    expect(declarations.length).toBeGreaterThan(300);
  });

  it('has a text for every function, type and property that an author writes', () => {
    const shown = [...declarations.filter(({ is }) => is !== 'property'), ...asWritten];
    expect(shown.filter(({ summary }) => summary === '').map(({ name }) => name)).toEqual([]);
  });

  it('has an example for every function', () => {
    const lacking = declarations.filter(({ is, examples }) => is === 'function' && !examples.some((one) => one !== ''));
    expect(lacking.map(({ name }) => name)).toEqual([]);
  });

  it('says of every property of a kind more than what it is', () => {
    const short = asWritten.filter(({ kind, summary }) => kind !== undefined && summary.split(/\s+/).length < 6);
    expect(short.map(({ name, summary }) => `${name}: ${summary}`)).toEqual([]);
  });

  it('says with every secret what it is used for, or that it is shown only once', () => {
    const secrets = asWritten.filter(({ kind, type }) => kind !== undefined && type === 'Secret');
    expect(secrets.length).toBeGreaterThan(20);
    expect(secrets.filter(({ summary }) => !/TeamCity|log in|only once/.test(summary)).map(({ name }) => name)).toEqual(
      [],
    );
  });

  it('says with every builder of a kind how the other side is set up', () => {
    const builders = declarations.filter(({ is, kind, name }) => is === 'function' && name === kind);
    expect(builders.map(({ name }) => name)).toEqual(builtInKinds.all.map(({ name }) => name));
    const silent = builders.filter(
      ({ summary }) => !/^How the other side is set up \([\s\S]+?\):\n1\. /m.test(summary),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});
