import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import type { LoadOptions } from '../../compiler/load/load.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { type Files, told, writeFiles } from './program-folder.ts';

const imports = "import { dockerRegistry, policy, project, root, secret } from 'plugboard';";
const registry =
  "dockerRegistry({ name: 'Hub', url: 'https://hub.example.com', userName: 'ci', password: secret.env('HUB') })";

/** A program with a connection and a project, whose root has these policies. */
const program = (policies: string, more = ''): string => `${imports}
${more}
export default root({
  stack: 'acme', rules: { 'equal-display-names': 'off' },
  policies: [${policies}],
  connections: { hub: ${registry} },
  projects: [project('Payments', { connections: { own: ${registry} } })],
});`;

async function compileFiles(files: Files | string, more: Partial<LoadOptions> = {}) {
  const folder = writeFiles(typeof files === 'string' ? { 'stack/plugboard.ts': files } : files);
  return compile({ stackFile: join(folder, 'stack/plugboard.ts'), inputs: {}, ...more });
}

const toldOf = async (files: Files | string, more: Partial<LoadOptions> = {}): Promise<readonly string[]> =>
  told((await compileFiles(files, more)).diagnostics);

describe('policies over the manifest', () => {
  it('point at the declaration, or at a property of it, with the severity that they give', async () => {
    const text = program(
      'names',
      `const names = policy('names', { manifest: ({ connections }, report) => {
  for (const { address, project, secrets } of connections) {
    if (project === '_Root') report.warning(address, 'It is in the root.', { hint: 'Move it.' });
    else report.error(address, 'It comes from ' + secrets['password']?.secret + '.', { property: 'password' });
  }
  report.hint('Payments', 'A project.');
} });`,
    );
    const { diagnostics, manifest, comparable } = await compileFiles(text);
    expect(told(diagnostics)).toEqual([
      'PB330 plugboard.ts:12:23 `_Root/hub`, policy `names`: It is in the root.',
      'PB330 plugboard.ts:13:14 `Payments`, policy `names`: A project.',
      'PB330 plugboard.ts:13:144 `Payments/own`, policy `names`: It comes from env.',
    ]);
    expect(diagnostics.map(({ severity, hint }) => [severity, hint])).toEqual([
      ['warning', 'Move it.'],
      ['hint', undefined],
      ['error', undefined],
    ]);
    expect(manifest).toBeUndefined();
    expect(comparable?.stack).toBe('acme');
  });

  it('can come from a package', async () => {
    const files = {
      'stack/plugboard.ts': program("named('x')", "import { named } from 'rules';"),
      'node_modules/rules/package.json': '{ "name": "rules", "exports": "./index.js", "types": "./index.d.ts" }',
      'node_modules/rules/index.d.ts':
        "import type { Policy } from 'plugboard';\nexport declare const named: (word: string) => Policy;",
      'node_modules/rules/index.js':
        "import { policy } from 'plugboard';\nexport const named = (word) => policy('named', { manifest: (_, report) => report.error('Payments', word) });",
    };
    expect(await toldOf(files)).toEqual(['PB330 plugboard.ts:7:14 `Payments`, policy `named`: x']);
  });

  it('see data in the words of the author, and what reaches a project', async () => {
    const { output, diagnostics } = await compileFiles(
      program(
        'look',
        `import { awsConnection, effectiveConnections, iamRole, awsDefault } from 'plugboard';
const base = awsConnection({ name: 'Base', credentialsType: awsDefault() });
const role = awsConnection({ name: 'Role', credentialsType: iamRole({ roleArn: 'arn:aws:iam::123456789012:role/a', awsConnection: base }) });
const look = policy('look', { manifest: (manifest) => {
  console.log(effectiveConnections(manifest, 'Payments').map(({ address }) => address));
  for (const { properties, secrets, references } of manifest.connections) console.log({ properties, secrets, references });
} });`,
      ).replace('connections: {', 'connections: { base, role,'),
    );
    expect(told(diagnostics)).toEqual([]);
    const shown = output.map((line): unknown => JSON.parse(line));
    expect(shown[0]).toEqual(['Payments/own', '_Root/base', '_Root/hub', '_Root/role']);
    const secrets = { password: { secret: 'env', name: 'HUB' } };
    const registry = { properties: { name: 'Hub', url: 'https://hub.example.com', userName: 'ci' }, secrets };
    expect(shown.slice(1)).toEqual([
      { properties: { name: 'Base', credentialsType: 'awsDefault' }, secrets: {}, references: {} },
      { ...registry, references: {} },
      {
        properties: {
          name: 'Role',
          credentialsType: 'iamRole',
          'credentialsType.roleArn': 'arn:aws:iam::123456789012:role/a',
        },
        secrets: {},
        references: { 'credentialsType.awsConnection': '_Root/base' },
      },
      { ...registry, references: {} },
    ]);
  });

  it('are run only where the program is right', async () => {
    const text = program("policy('x', { manifest: () => { throw new Error(); } })").replace("name: 'Hub', ", '');
    expect((await toldOf(text)).filter((line) => line.startsWith('PB3'))).toEqual([]);
  });

  it('do not see each other’s changes', async () => {
    const text = program(
      'first, second',
      `const first = policy('first', { manifest: (manifest) => { (manifest.connections as unknown[]).length = 0; } });
const second = policy('second', { manifest: ({ connections }, report) => { report.hint('_Root', String(connections.length)); } });`,
    );
    expect(await toldOf(text)).toEqual([expect.stringContaining('policy `second`: 2')]);
  });
});

describe('a policy that fails', () => {
  it('says so, where it can be told, and keeps none of the others from being applied', async () => {
    const bodies = {
      'connections[9]!.key.length;': "3:17 TypeError: cannot read property 'key' of undefined.",
      "throw 'no';": '5:12 It threw a value that is no error.',
      "report.error('Payments/oven', 'x');": '9:10 There is no `Payments/oven` to report.',
      "try { report.error('Payments/oven', 'x'); } catch {}": '12:16 There is no `Payments/oven` to report.',
      "report.error(connections[0], 'x');":
        '15:10 `report.error` takes an address, a message and options. Its address is an object.',
      "report.hint('Payments', '');":
        '18:10 `report.hint` takes an address, a message and options. Its message is empty.',
      "report.error('Payments', 'x', { tip: 'y' });":
        '21:10 `report.error` takes an address, a message and options. The options are `hint` and `property`, and both are texts.',
      'return connections;': '23:12 It returns a list, which is lost.',
      'return Promise.resolve();': '26:12 It returns a promise, and nothing waits for that.',
      "report.hint('_Root', 'seen');": '',
    };
    const policies = Object.keys(bodies).map(
      (body, index) =>
        `const p${index} = policy('p${index}', { manifest: ({ connections }, report: any) => {\n  ${body}\n} });`,
    );
    const text = program(policies.map((_, index) => `p${index}`).join(), policies.join('\n'));
    const wanted = Object.values(bodies).map((said, index) => {
      const [, place, message] = /^(\S+) (.*)$/.exec(said) ?? [];
      return message === undefined
        ? expect.stringMatching(/^PB330 .* `_Root`, policy `p9`: seen$/)
        : `PB331 plugboard.ts:${place} Policy \`p${index}\`: ${message}`;
    });
    expect(await toldOf(text)).toEqual(wanted);
  });

  it('suggests the address that was meant', async () => {
    const text = program("policy('bad', { manifest: (_, report) => report.error('Payments/owm', 'x') })");
    expect((await compileFiles(text)).diagnostics.map(({ hint }) => hint)).toEqual(['Did you mean `Payments/own`?']);
  });

  it('is named where it takes too long, or too much memory', async () => {
    const limits = { milliseconds: 3000, megabytes: 32 };
    const forever = program("policy('short', {manifest: () => {}}), policy('long', { manifest: () => { for (;;); } })");
    expect(await toldOf(forever, { limits })).toEqual([
      'PB331 plugboard.ts:5:53 Policy `long` did not end within 3 seconds.',
    ]);
    const endless = program(
      "policy('big', { manifest: () => { const all = []; for (;;) all.push(new Array(1e5).fill(1)); } })",
    );
    expect(await toldOf(endless, { limits: { ...limits, milliseconds: 20_000 } })).toEqual([
      expect.stringMatching(/^PB331 .* needs more than 32 MB of memory\.$/),
    ]);
  });

  it('cannot be declared at all where it is none', async () => {
    const wrong =
      "policy('Bad Name', { manifest: () => {} }), policy('a', {}), policy('a', { plan: () => {} }), 7 as never";
    expect(await toldOf(program(wrong))).toEqual([
      'PB203 plugboard.ts:5:14 Number 1 of the policies has a name that is not made of small letters, digits and `-`.',
      'PB203 plugboard.ts:5:58 Policy `a` must have a function `manifest` or `plan`, or both, and nothing else.',
      'PB203 plugboard.ts:5:75 Two policies are called `a`.',
      'PB203 plugboard.ts:5:108 Number 4 of the policies is a number, not what `policy(...)` returns.',
    ]);
  });
});

describe('policies over the plan', () => {
  const empty = {
    source: { kind: 'data-directory', path: 'live' } as const,
    projects: [{ id: '_Root', name: '<Root project>', archived: false, readOnly: false, connections: [], ledgers: [] }],
  };

  it('see what would be done, and where it is felt', async () => {
    const text = program(
      'many',
      `import { feltIn } from 'plugboard';
const many = policy('many', { plan: (plan, report) => {
  for (const change of plan.changes) {
    const felt = feltIn(plan, change);
    if (felt.length > 1) report.error(change.address, change.action + ' is felt in ' + felt.join() + ' of ' + plan.manifest.projects.length);
  }
} });`,
    );
    const compiled = await compileFiles(text);
    expect(compiled.diagnostics).toEqual([]);
    const { plan } = planChanges(compiled.manifest ?? expect.fail('no manifest'), empty);
    expect(told(await compiled.judgePlan(plan))).toEqual([
      'PB330 plugboard.ts:12:23 `_Root/hub`, policy `many`: create is felt in _Root,Payments of 2',
    ]);
  });

  it('are none where no policy looks at plans', async () => {
    const compiled = await compileFiles(program("policy('x', { manifest: () => {} })"));
    const { plan } = planChanges(compiled.manifest ?? expect.fail('no manifest'), empty);
    expect(await compiled.judgePlan(plan)).toEqual([]);
  });
});
