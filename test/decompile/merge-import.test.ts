import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { type DecompileOptions, decompile } from '../../compiler/decompile/decompile.ts';
import { mergeImport } from '../../compiler/decompile/merge/merge-import.ts';
import type { Live, LiveFeature, LiveProject } from '../../compiler/model.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { summarize } from '../../compiler/plan/summary.ts';
import { liveProject, liveRegistry, liveState } from '../live-state.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { marker, options } from './imported.ts';

type Files = Readonly<Record<string, string>>;

/** What the next import makes of these files, and what a plan of the result says. */
async function importedAgain(
  files: Files,
  live: Live,
  more: Partial<DecompileOptions> = {},
): Promise<{ readonly changed: Files; readonly removed: readonly string[]; readonly plan: unknown }> {
  const { manifest, diagnostics } = await compile({
    stackFile: join(temporaryFolder(files), 'plugboard.ts'),
    inputs: {},
  });
  if (manifest === undefined) throw new Error(JSON.stringify(diagnostics));
  const merged = mergeImport({ files: new Map(Object.entries(files)), manifest }, live, { ...options, ...more });
  const changed = Object.fromEntries(merged.files);
  const after = await compile({
    stackFile: join(temporaryFolder({ ...files, ...changed }), 'plugboard.ts'),
    inputs: {},
  });
  const planned = after.manifest && planChanges(after.manifest, live);
  return {
    changed,
    removed: merged.removed,
    plan: planned === undefined ? after.diagnostics : [summarize(planned.plan), ...planned.diagnostics],
  };
}

const imports = (count: number): unknown => [{ import: count, add: 0, change: 0, destroy: 0, forget: 0 }];
const project = (id: string, connections: readonly LiveFeature[], more: Partial<LiveProject> = {}): LiveProject =>
  liveProject(id, { connections, ...more });
const hub = liveRegistry('E1', 'Hub', { userName: 'ci' }, ['secure:userPass']);

/** As an author leaves it: names, comments and order of his own. */
const program: Files = {
  'plugboard.ts': `${marker}
import { root } from 'plugboard';
import { payments } from './payments.ts';

// The whole company.
export default root({ stack: 'acme', projects: [payments] });
`,
  'payments.ts': `${marker}
import { dockerRegistry, project, secret } from 'plugboard';

const url = 'https://registry.example.com'; // one for all

export const payments = project('Payments', {
  needs: [],
  connections: {
    // Ask Ada before you touch it.
    main: dockerRegistry({
      adopt: 'E1', name: 'Hub', // short
      url,
      /* of the CI */ userName: 'ci',
      password: secret.env('HUB', { revision: 1 }),
    }),
  },
});
`,
};

describe('a second import', () => {
  it('changes nothing where nothing has changed', async () => {
    const result = await importedAgain(program, liveState([project('Payments', [hub])]));
    expect(result).toEqual({ changed: {}, removed: [], plan: imports(1) });
  });

  it('changes a value in place, and takes out and adds what the server has not and has', async () => {
    const live = liveRegistry('E1', 'Hub "new"', { repositoryUrl: 'https://other.example.com' }, ['secure:userPass']);
    const result = await importedAgain(program, liveState([project('Payments', [live])]));
    expect(result).toEqual({
      changed: {
        'payments.ts': program['payments.ts']
          ?.replace("name: 'Hub'", `name: 'Hub "new"'`)
          .replace('      url,\n', "      url: 'https://other.example.com',\n")
          .replace("      /* of the CI */ userName: 'ci',\n", ''),
      },
      removed: [],
      plan: imports(1),
    });
    const back = await importedAgain({ ...program, ...result.changed }, liveState([project('Payments', [hub])]));
    expect(back.plan).toEqual(imports(1));
    expect(back.changed['payments.ts']).toContain("      userName: 'ci',\n      password: secret.env(");
  });

  it('adds connections to their project, and builders to its imports', async () => {
    const more = [
      liveRegistry('E2', 'Main'),
      {
        id: 'E3',
        type: 'OAuthProvider',
        properties: { providerType: 'Foo', displayName: 'Foo' },
        hidden: ['secure:x'],
      },
    ];
    const result = await importedAgain(program, liveState([project('Payments', [hub, ...more])]));
    expect(result).toEqual({
      changed: {
        'payments.ts': program['payments.ts']
          ?.replace('import { dockerRegistry,', 'import { custom, dockerRegistry,')
          .replace(
            '    }),\n  },\n});',
            `    }),
    main2: dockerRegistry({
      adopt: 'E2',
      name: 'Main',
      url: 'https://registry.example.com',
    }),
    foo: custom({
      adopt: 'E3',
      providerType: 'Foo',
      displayName: 'Foo',
      secrets: {
        x: secret.keep(),
      },
    }),
  },
});`,
          ),
      },
      removed: [],
      plan: imports(3),
    });
  });

  it('removes what is gone, with its comment and what only it needed', async () => {
    const result = await importedAgain(program, liveState([project('Payments', []), project('X', [hub])]), {
      secrets: 'env',
    });
    expect(result).toEqual({
      changed: {
        'payments.ts': `${marker}
import { project } from 'plugboard';

const url = 'https://registry.example.com'; // one for all

export const payments = project('Payments', {
  needs: [],
});
`,
        'plugboard.ts': program['plugboard.ts']
          ?.replace("'./payments.ts';\n", "'./payments.ts';\nimport { x } from './x.ts';\n")
          .replace('[payments]', '[payments, x]'),
        'x.ts': `${marker}
import { dockerRegistry, project, secret } from 'plugboard';

export const x = project('X', {
  connections: {
    hub: dockerRegistry({
      adopt: 'E1',
      name: 'Hub',
      url: 'https://registry.example.com',
      userName: 'ci',
      password: secret.env('X_HUB_PASSWORD'),
    }),
  },
});
`,
      },
      removed: ['Payments/main'],
      plan: imports(1),
    });
  });

  it('declares new projects where they stand', async () => {
    const live = liveState([
      project('Payments', [hub]),
      project('Payments_Api', [], { parent: 'Payments' }),
      project('Payments_Api_New', [liveRegistry('E1', 'Same id')], { parent: 'Payments_Api' }),
      project('Elsewhere', [liveRegistry('E1', 'Same id')], { parent: 'Unknown' }),
    ]);
    const result = await importedAgain(program, live);
    expect(result.plan).toEqual(imports(3));
    expect(Object.keys(result.changed)).toEqual(['plugboard.ts', 'payments.ts', 'elsewhere.ts']);
    expect(result.changed['payments.ts']).toContain(
      `
const api = project('Payments_Api', { projects: [paymentsApiNew] });

export const payments = project('Payments', {`,
    );
    expect(result.changed['payments.ts']).toContain('  projects: [api],\n});\n');
    expect(result.changed['elsewhere.ts']).toContain("parent: 'Unknown',");
  });

  it('keeps what was never on the server, and a secret whose revision was raised, for the next apply', async () => {
    const edited = {
      ...program,
      'payments.ts':
        program['payments.ts']
          ?.replace('revision: 1', 'revision: 2')
          .replace('  },\n});', "    fresh: dockerRegistry({ name: 'F' }),\n  },\n});") ?? '',
    };
    const result = await importedAgain(edited, liveState([project('Payments', [hub])]));
    expect(result).toEqual({
      changed: {},
      removed: [],
      plan: [{ import: 1, add: 1, change: 0, destroy: 0, forget: 0 }],
    });
  });

  it('edits one file in the same ways', async () => {
    const before = liveState([project('A', [hub]), project('A_B', [liveRegistry('E2', 'B')], { parent: 'A' })]);
    const single = { layout: 'single' } as const;
    const files = Object.fromEntries(decompile(before, { ...options, ...single }).files);
    const after = liveState([
      project('A', []),
      project('A_B', [liveRegistry('E2', 'B2'), liveRegistry('E3', 'C')], { parent: 'A' }),
      project('C', [liveRegistry('E2', 'B')]),
    ]);
    const result = await importedAgain(files, after, single);
    expect(result.plan).toEqual(imports(3));
    expect(result.removed).toEqual(['A/hub']);
    expect(Object.keys(result.changed)).toEqual(['plugboard.ts']);
  });

  it('follows options, references and free names inside of a declaration', async () => {
    const aws = (
      id: string,
      name: string,
      more: Readonly<Record<string, string>>,
      hidden: readonly string[] = [],
    ): LiveFeature => ({
      id,
      type: 'OAuthProvider',
      properties: { providerType: 'AWS', displayName: name, awsRegionName: 'eu-central-1', ...more },
      hidden,
    });
    const role = { awsCredentialsType: 'awsAssumeIamRole', awsIamRoleArn: 'arn:aws:iam::1:role/a' };
    const keys = { awsCredentialsType: 'awsAccessKeys', awsAccessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
    const foo = (more: Readonly<Record<string, string>>): LiveFeature => ({
      id: 'F',
      type: 'OAuthProvider',
      properties: { providerType: 'Foo', displayName: 'Foo', ...more },
      hidden: [],
    });
    const state = (...connections: readonly LiveFeature[]): Live => liveState([project('_Root', connections)]);
    const before = state(
      aws('base', 'Base', keys, ['secure:awsSecretAccessKey']),
      aws('other', 'Other', keys, ['secure:awsSecretAccessKey']),
      aws('role', 'Role', { ...role, awsConnectionId: 'base' }),
      foo({ 'a.b': '1', c: '2' }),
    );
    const files = Object.fromEntries(decompile(before, options).files);
    expect(files['plugboard.ts']).toContain('awsConnection: base');
    const after = state(
      aws('base', 'Base', { awsCredentialsType: 'defaultProvider' }),
      aws('other', 'Other', { ...keys, awsAccessKeyId: 'AKIAI44QH8DHBEXAMPLE' }, ['secure:awsSecretAccessKey']),
      aws('role', 'Role', { ...role, awsConnectionId: 'other' }),
      foo({ 'a.b': '3', c: '2' }),
    );
    const result = await importedAgain(files, after);
    expect(result.plan).toEqual(imports(4));
    expect(result.changed['plugboard.ts']).toBe(
      files['plugboard.ts']
        ?.replace(
          /awsStatic\(\{ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: secret.keep\(\) \}\)/,
          'awsDefault()',
        )
        .replace('AKIAIOSFODNN7EXAMPLE', 'AKIAI44QH8DHBEXAMPLE')
        .replace('awsConnection: base', "awsConnection: existing('other')")
        .replace("'a.b': '1'", "'a.b': '3'")
        .replace(
          'import { awsConnection, awsStatic, custom, ',
          'import { awsConnection, awsDefault, awsStatic, custom, existing, ',
        ),
    );
  });
});
