import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { readDataDirectory } from '../../compiler/live/data-directory.ts';
import { readSnapshot, snapshotText } from '../../compiler/live/snapshot.ts';
import type { Live } from '../../compiler/model.ts';
import { failureLines } from '../failure-of.ts';
import { liveProject, liveRegistry, liveState } from '../live-state.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const versionedSettings = { id: 'E9', type: 'versionedSettings', properties: { enabled: 'true' }, hidden: [] };
const live: Live = liveState([
  liveProject('A', { connections: [liveRegistry('E1', 'Hub "a"\n', {}, ['secure:userPass'])], versionedSettings }),
]);
const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const saved = (text: string): string => join(temporaryFolder({ 'live.json': text }), 'live.json');

describe('a snapshot', () => {
  it('is what its published schema says', async () => {
    const schema = JSON.parse(readFileSync(path('schemas/published/snapshot.schema.json'), 'utf8'));
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);
    const company = await readDataDirectory(path('fixtures/data/acme'));
    for (const state of [live, company]) {
      expect(validate(JSON.parse(snapshotText(state))), JSON.stringify(validate.errors)).toBe(true);
    }
    expect(validate(JSON.parse(snapshotText(live).replaceAll('"hidden"', '"shown"')))).toBe(false);
  });

  it('gives back the state that it was made from', async () => {
    const path = saved(snapshotText(live));
    const read = await readSnapshot(path);
    expect(read).toEqual({ projects: live.projects, source: { kind: 'snapshot', path, of: live.source } });
    expect(snapshotText(read)).toBe(snapshotText(live));
  });

  it('of an older format says nothing of versioned settings', async () => {
    const older = JSON.parse(snapshotText(live));
    for (const project of older.projects) delete project.versionedSettings;
    const read = await readSnapshot(saved(JSON.stringify({ ...older, format_version: '1.0' })));
    expect(read.projects.map((project) => project.versionedSettings)).toEqual([undefined, undefined]);
  });

  it('keeps feature properties of any name', async () => {
    const properties = Object.fromEntries([
      ['providerType', 'X'],
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    const feature = { id: 'E', type: 'OAuthProvider', properties, hidden: [] };
    const read = await readSnapshot(saved(snapshotText(liveState([liveProject('A', { connections: [feature] })]))));
    expect(Object.entries(read.projects[1]?.connections[0]?.properties ?? {})).toEqual(Object.entries(properties));
  });

  it('has no value of a secure property, whatever the server showed', async () => {
    const shown = liveRegistry('E1', 'Hub', { 'secure:userPass': 'canary', 'secure:empty': '' });
    const text = snapshotText(liveState([liveProject('A', { connections: [shown] })]));
    expect(text).not.toContain('canary');
    const [, project] = (await readSnapshot(saved(text))).projects;
    expect(project?.connections[0]).toEqual(liveRegistry('E1', 'Hub', { 'secure:empty': '' }, ['secure:userPass']));
  });

  it.each([
    ['{', 'is not JSON.'],
    ['{}', 'is no snapshot (at `format_version`).'],
    ['{"format_version":"2.0"}', 'has format 2.0, and this version of Plugboard reads 1.x.'],
    [
      '{"format_version":"1.0","source":{"kind":"server","url":"x"},"projects":[{"id":1}]}',
      'is no snapshot (at `projects.0.id`).',
    ],
  ])('that is %s is refused', async (text, what) => {
    const path = saved(text);
    expect(await failureLines(() => readSnapshot(path))).toEqual([`PB411 \`${path}\` ${what}`]);
  });
});
