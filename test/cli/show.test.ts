import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataDirectory } from '../data-directory.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { runCommand } from './run-command.ts';

const live = (): string =>
  dataDirectory({
    _Root: { features: [{ id: 'PROJECT_EXT_1', provider: 'Docker', displayName: 'Hub' }] },
    Payments: { features: [{ id: 'PROJECT_EXT_2', provider: 'JFrog_Artifactory', displayName: 'Artifacts' }] },
  });

describe('show, of what is on a server', () => {
  it('says what reaches a project, from where and what for', async () => {
    expect(await runCommand(['show', 'Payments', '--data-dir', live()])).toEqual({
      code: 0,
      err: '',
      out: [
        'Payments under _Root',
        '  own',
        '    Payments/PROJECT_EXT_2  JFrog_Artifactory "Artifacts"',
        '  from _Root',
        '    _Root/PROJECT_EXT_1  Docker Registry "Hub"',
        '        for login of builds to the registry,',
        '        clean-up of images that builds pushed, Docker integrations of pipelines',
        '',
      ].join('\n'),
    });
  });

  it('suggests the near id of a project that is not there', async () => {
    const { code, err } = await runCommand(['show', 'Payment', '--data-dir', live()]);
    expect(code).toBe(1);
    expect(err).toContain('The server has no project `Payment`.');
    expect(err).toContain('Did you mean `Payments`?');
  });

  it('writes all of it as a page, and nothing else, with `--html`', async () => {
    const file = join(temporaryFolder(), 'report.html');
    expect(await runCommand(['show', 'Payments', '--data-dir', live(), '--html', file])).toEqual({
      code: 0,
      err: '',
      out: '',
    });
    const page = readFileSync(file, 'utf8');
    const { projects, connections, selected } = JSON.parse(
      /<script type="application\/json" id="data">(.*?)<\/script>/.exec(page)?.[1] ?? '',
    );
    expect(projects[selected].id).toBe('Payments');
    expect(connections.map(({ name }: { name: string }) => name)).toEqual(['Hub', 'Artifacts']);
  });

  it('gives the same as JSON', async () => {
    const { out } = await runCommand(['show', 'Payments', '--data-dir', live(), '--json']);
    const { projects } = JSON.parse(out);
    expect(
      projects.map(({ id, connections }: { id: string; connections: { address: string }[] }) => [
        id,
        connections.map(({ address }) => address),
      ]),
    ).toEqual([['Payments', ['Payments/PROJECT_EXT_2', '_Root/PROJECT_EXT_1']]]);
  });
});
