import { describe, expect, it } from 'vitest';
import { decompile } from '../../compiler/decompile/decompile.ts';
import type { Live } from '../../compiler/model.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';
import { liveFeature, options } from './imported.ts';

describe('what no declaration could say', () => {
  const outcome = (live: Live): unknown => {
    const { files, connections, diagnostics } = decompile(live, options);
    const projects = [...files.values()].flatMap((text) => [...text.matchAll(/project\('(.*?)'/g)].map(([, id]) => id));
    return { projects, connections, messages: diagnostics.map(({ code, message }) => `${code} ${message}`) };
  };
  const connections = [liveRegistry('E', 'R')];

  it('a parent that the import does not have is named', () => {
    const live = liveState([liveProject('A', { parent: 'Gone', connections })]);
    expect(outcome(live)).toEqual({ projects: ['A'], connections: 1, messages: [] });
    expect(decompile(live, options).files.get('a.ts')).toContain("project('A', {\n  parent: 'Gone',\n");
  });

  it('projects in a circle are left out, with those below', () => {
    const live = liveState([
      liveProject('A', { parent: 'B', connections }),
      liveProject('B', { parent: 'A' }),
      liveProject('C', { parent: 'A', connections }),
      liveProject('D', { connections }),
    ]);
    expect(outcome(live)).toEqual({
      projects: ['D'],
      connections: 1,
      messages: [
        'PB117 Project `A` is left out: its parents go in a circle (`A` stands below itself).',
        'PB117 Project `B` is left out: its parents go in a circle (`B` stands below itself).',
        'PB117 Project `C` is left out: its parents go in a circle (`A` stands below itself).',
      ],
    });
  });

  it('illegal ids, ids in two cases, and connections that cannot be adopted are left out', () => {
    const other = ledgerFeature('L', 'other', 'A', { hub: { kind: 'dockerRegistry', id: 'Owned' } });
    const live = liveState([
      liveProject('A', {
        ledgers: [other],
        connections: [
          ...connections,
          ...connections,
          liveRegistry('Owned', 'R'),
          liveRegistry('', 'R'),
          liveFeature('N', '', {}),
        ],
      }),
      liveProject('a', { connections }),
      liveProject('_Self', { connections }),
      liveProject('Locked', { readOnly: true, connections }),
    ]);
    expect(outcome(live)).toEqual({
      projects: ['A'],
      connections: 1,
      messages: [
        'PB117 Project `_Self` is left out: that cannot be the id of a project.',
        'PB117 Project `a` is left out: there is `A` already.',
        'PB117 Connection `E` of project `A` is left out: the project has another one with this id.',
        'PB117 Connection `Owned` of project `A` is left out: it belongs to stack `other`.',
        'PB117 Connection `` of project `A` is left out: it has no id.',
        'PB117 Connection `N` of project `A` is left out: it has no provider type.',
        'PB117 The connections of project `Locked` are left out: it is read-only on the server.',
      ],
    });
  });

  it('but one id in a project and in a child of it is no trouble', () => {
    const live = liveState([liveProject('A', { connections }), liveProject('A_B', { parent: 'A', connections })]);
    expect(outcome(live)).toEqual({ projects: ['A_B', 'A'], connections: 2, messages: [] });
  });
});
