import { describe, expect, it } from 'vitest';
import { check } from '../../compiler/check/check.ts';
import { namedRules, ruleOf } from '../../compiler/check/named-rules.ts';
import { ruleNames } from '../../compiler/check/rule-names.ts';
import { ruleSettingsAreRight } from '../../compiler/check/rules/rule-settings-are-right.ts';
import type { Declared, RuleSetting } from '../../compiler/model.ts';
import { declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';
import { registryAt } from './urls.ts';

const unencrypted = declaredStack([], { connections: [registryAt('http://registry.example.com')] });
const withRules = (rules: Readonly<Record<string, RuleSetting>>): Declared => ({ ...unencrypted, rules });

/** The rules that authors can name, as the type of `rules` has them: it is a type error where one is missing or too much. */
const settable: Readonly<Record<keyof import('plugboard').RuleSettings, true>> = {
  'unmet-needs': true,
  'unencrypted-urls': true,
  'paths-in-urls': true,
  'urls-of-other-services': true,
  'private-certificates': true,
  'missing-in-cloud': true,
  'equal-display-names': true,
  'unusable-connections': true,
  'personal-tokens-in-root': true,
};

describe('rule settings are right', () => {
  it('accepts rules that can be changed', () => {
    const rules = { 'unencrypted-urls': 'off', 'equal-display-names': 'error' } as const;
    expect(runRule(ruleSettingsAreRight(namedRules), withRules(rules))).toEqual([]);
  });

  it('suggests the near name of an unknown rule', () => {
    expect(runRule(ruleSettingsAreRight(namedRules), withRules({ 'unencrypted-url': 'off' }))).toMatchObject([
      {
        code: 'PB216',
        message: 'There is no rule `unencrypted-url`.',
        place: { call: unencrypted.root.call, path: ['rules', 'unencrypted-url'], at: 'name' },
        hint: 'Did you mean `unencrypted-urls`?',
      },
    ]);
  });

  it('does not know names that every object has', () => {
    const found = runRule(
      ruleSettingsAreRight(namedRules),
      withRules(JSON.parse('{ "constructor": "off", "__proto__": "off" }')),
    );
    expect(found.map(({ code }) => code)).toEqual(['PB216', 'PB216']);
  });

  it('says why a rule cannot be changed', () => {
    expect(runRule(ruleSettingsAreRight(namedRules), withRules({ 'credentials-in-urls': 'off' }))).toMatchObject([
      {
        code: 'PB217',
        message: 'Nobody can change how bad `credentials-in-urls` is (PB212).',
        notes: ['Whatever stands in the program ends up in its repository.'],
      },
    ]);
  });
});

describe('the rules', () => {
  it('that can be changed are those that authors can name', () => {
    const open = namedRules.filter(({ fixed }) => fixed === undefined).map(({ name }) => name);
    expect(open.sort()).toEqual(Object.keys(settable).sort());
  });

  it('have names and codes of their own', () => {
    expect(namedRules.map(({ name }) => name)).toEqual(ruleNames);
    expect(new Set(ruleNames).size).toBe(ruleNames.length);
    const open = namedRules.filter(({ fixed }) => fixed === undefined);
    for (const rule of open) for (const code of rule.codes) expect(ruleOf(code)).toBe(rule);
  });

  it.each<[RuleSetting | undefined, readonly string[]]>([
    [undefined, ['warning PB211']],
    ['off', []],
    ['hint', ['hint PB211']],
    ['error', ['error PB211']],
  ])('set to %s give %j', (setting, expected) => {
    const declared = setting === undefined ? unencrypted : withRules({ 'unencrypted-urls': setting });
    expect(check(declared).map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected);
  });

  it('that are fixed stay errors, whatever is said', () => {
    const wrong = declaredStack([], { connections: [registryAt('not an address')] });
    const found = check({ ...wrong, rules: { 'wrong-properties': 'off' } });
    expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['error PB217', 'error PB203']);
  });
});
