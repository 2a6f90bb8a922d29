import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSnapshot, snapshotText } from '../../compiler/live/snapshot.ts';
import type { Live } from '../../compiler/model.ts';
import { failureLines } from '../failure-of.ts';
import { liveProject, liveRegistry, liveState } from '../live-state.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const live: Live = liveState([
  liveProject('A', { connections: [liveRegistry('E1', 'Hub "a"\n', {}, ['secure:userPass'])] }),
]);
const saved = (text: string): string => join(temporaryFolder({ 'live.json': text }), 'live.json');

describe('a snapshot', () => {
  it('gives back the state that it was made from', async () => {
    const path = saved(snapshotText(live));
    const read = await readSnapshot(path);
    expect(read).toEqual({ projects: live.projects, source: { kind: 'snapshot', path, of: live.source } });
    expect(snapshotText(read)).toBe(snapshotText(live));
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
