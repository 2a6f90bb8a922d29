import { describe, expect, it } from 'vitest';
import { outcomeOfCreation } from '../../compiler/apply/outcome-of-creation.ts';
import type { NewFeature } from '../../compiler/apply/rest-writer.ts';
import { Failure } from '../../compiler/diagnostics/failure.ts';
import type { LiveFeature } from '../../compiler/model.ts';

const properties = {
  providerType: 'Docker',
  displayName: 'Registry',
  repositoryUrl: 'https://registry.example.com',
  'secure:userPass': 'canary-1',
};
const sent: NewFeature = {
  project: 'Payments',
  type: 'OAuthProvider',
  properties,
  before: ['PROJECT_EXT_1'],
  identity: ['providerType', 'displayName'],
};

const { 'secure:userPass': _, ...shown } = properties;
const live = (id: string, more: Readonly<Record<string, string>> = {}): LiveFeature => ({
  id,
  type: 'OAuthProvider',
  properties: { ...shown, ...more },
  hidden: ['secure:userPass'],
});

describe('the look for a feature whose creation was not answered', () => {
  it('finds the one that holds what was sent', () => {
    expect(outcomeOfCreation(sent, [live('PROJECT_EXT_2')])).toBe('PROJECT_EXT_2');
  });

  it('finds nothing among those that were there before, and those of other names', () => {
    expect(outcomeOfCreation(sent, [live('PROJECT_EXT_1')])).toBeUndefined();
    expect(outcomeOfCreation(sent, [live('PROJECT_EXT_3', { displayName: 'Another' })])).toBeUndefined();
  });

  it('prefers the one that is just as it was sent', () => {
    const other = live('PROJECT_EXT_2', { repositoryUrl: 'https://other.example.com' });
    expect(outcomeOfCreation(sent, [other, live('PROJECT_EXT_3')])).toBe('PROJECT_EXT_3');
  });

  it('does not decide whose one is that has the name and holds something else', () => {
    const outcome = outcomeOfCreation(sent, [live('PROJECT_EXT_2', { repositoryUrl: 'https://other.example.com' })]);
    expect(outcome).toBeInstanceOf(Failure);
    expect(outcome).toMatchObject({
      message:
        'PB603: `PROJECT_EXT_2` has appeared in project `Payments` and differs from what was sent in `repositoryUrl`.',
    });
  });
});
