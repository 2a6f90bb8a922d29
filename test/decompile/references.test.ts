import { describe, expect, it } from 'vitest';
import { decompile } from '../../compiler/decompile/decompile.ts';
import type { LiveFeature } from '../../compiler/model.ts';
import { ledgerFeature, liveProject, liveState } from '../live-state.ts';
import { filesOf, liveFeature, marker, options } from './imported.ts';

describe('connections that others refer to', () => {
  const aws = (id: string, more: Readonly<Record<string, string>>): LiveFeature =>
    liveFeature(id, 'AWS', { displayName: `AWS ${id}`, awsRegionName: 'eu-central-1', ...more });
  const role = (id: string, of: string): LiveFeature =>
    aws(id, { awsCredentialsType: 'awsAssumeIamRole', awsIamRoleArn: 'arn:aws:iam::1:role/a', awsConnectionId: of });
  const base = aws('base', { awsCredentialsType: 'defaultProvider' });

  it('are variables, in a file of their own where several files need them', () => {
    const live = liveState([
      liveProject('_Root', { connections: [base] }),
      liveProject('Payments', { connections: [role('one', 'base'), role('two', 'one')] }),
    ]);
    expect(filesOf(live)).toEqual({
      'plugboard.ts': `${marker}
import { root } from 'plugboard';
import { payments } from './payments.ts';
import { awsBase } from './shared-connections.ts';

export default root({
  stack: 'acme',
  connections: {
    awsBase,
  },
  projects: [payments],
});
`,
      'payments.ts': `${marker}
import { awsConnection, iamRole, project } from 'plugboard';
import { awsBase } from './shared-connections.ts';

const awsOne = awsConnection({
  adopt: 'one',
  name: 'AWS one',
  regionName: 'eu-central-1',
  credentialsType: iamRole({ roleArn: 'arn:aws:iam::1:role/a', awsConnection: awsBase }),
});

export const payments = project('Payments', {
  connections: {
    awsOne,
    awsTwo: awsConnection({
      adopt: 'two',
      name: 'AWS two',
      regionName: 'eu-central-1',
      credentialsType: iamRole({ roleArn: 'arn:aws:iam::1:role/a', awsConnection: awsOne }),
    }),
  },
});
`,
      'shared-connections.ts': `${marker}
import { awsConnection, awsDefault } from 'plugboard';

export const awsBase = awsConnection({
  adopt: 'base',
  name: 'AWS base',
  regionName: 'eu-central-1',
  credentialsType: awsDefault(),
});
`,
    });
  });

  it('are named by their ids where the import has them not, or they refer in a circle', () => {
    const other = ledgerFeature('L', 'other', '_Root', { base: { kind: 'awsConnection', id: 'base' } });
    const live = liveState([
      liveProject('_Root', { connections: [base], ledgers: [other] }),
      liveProject('A', { connections: [role('one', 'base'), role('two', 'three'), role('three', 'two')] }),
    ]);
    const text = decompile(live, options).files.get('a.ts') ?? '';
    expect([...text.matchAll(/adopt: '(.*?)'|awsConnection: (.*) }/g)].map(([, id, to]) => id ?? to)).toEqual([
      ...['three', "existing('two')", 'one', "existing('base')", 'two', 'awsThree'],
    ]);
  });

  it('stay raw values where they do not reach the project', () => {
    const live = liveState([
      liveProject('A', {
        connections: [{ ...base, properties: { ...base.properties, awsAllowedInSubProjects: 'false' } }],
      }),
      liveProject('A_B', { parent: 'A', connections: [role('one', 'base')] }),
    ]);
    expect(decompile(live, options).files.get('a.ts')).toContain(
      '// No `awsConnection`, because no `awsConnection` `base` reaches this project.\n    awsOne: custom({',
    );
  });
});
