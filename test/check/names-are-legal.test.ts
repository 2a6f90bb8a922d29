import { describe, expect, it } from 'vitest';
import { namesAreLegal } from '../../compiler/check/rules/names-are-legal.ts';
import { declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';

const codes = (id: string, key: string): readonly string[] =>
  runRule(namesAreLegal, declaredStack([declaredProject(id, { connections: [declaredRegistry(key)] })])).map(
    ({ code, message }) => `${code} ${message}`,
  );

describe('names are legal', () => {
  it('accepts the ids and keys that people use', () => {
    expect(codes('Payments_Backend2', 'docker-hub_2')).toEqual([]);
  });

  it.each(['', '1Payments', 'Pay ments', 'Pay/ments', '_Root', `P${'x'.repeat(225)}`])(
    'rejects the project id "%s"',
    (id) => {
      expect(codes(id, 'key')).toEqual([`PB206 \`${id}\` cannot be the id of a project.`]);
    },
  );

  it.each(['', '1st', 'with space', 'a/b', 'a.b', '__proto__ '])('rejects the key "%s"', (key) => {
    expect(codes('Payments', key)).toEqual([`PB205 \`${key}\` cannot be the key of a connection.`]);
  });
});

describe('the name of a stack', () => {
  it.each(['acme', 'acme-prod.2', '2nd_team'])('may be "%s"', (stack) => {
    expect(runRule(namesAreLegal, { ...declaredStack([]), stack })).toEqual([]);
  });

  it.each(['', 'with blank', 'a/b', '.hidden', 'ä', 'x'.repeat(81)])('may not be "%s"', (stack) => {
    expect(runRule(namesAreLegal, { ...declaredStack([]), stack }).map(({ code }) => code)).toEqual(['PB209']);
  });
});
