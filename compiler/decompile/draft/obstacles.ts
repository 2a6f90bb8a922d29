import { authorPath } from '../../kinds/author-path.ts';
import { encode } from '../../kinds/codec.ts';
import { identityOf } from '../../kinds/inheritance.ts';
import { quotedName } from '../print/comment-lines.ts';
import type { Obstacle } from './author-form.ts';
import type { Reaches } from './live-reach.ts';
import { writtenIds } from './references.ts';

/**
 * What a server can hold and no program may say of connections of one project: a reference to one that does not reach
 * it, and a second one with an identity that can be there once. To be asked once for each connection, in order.
 */
export function obstacles(project: string, reaches: Reaches): Obstacle {
  const identities = new Set<string>();
  return (kind, form) => {
    const lost = writtenIds(kind, form).find((target) => !reaches(project, target.kind, target.id));
    if (lost !== undefined) return `no \`${lost.kind}\` ${quotedName(lost.id)} reaches this project`;
    const identity = identityOf(kind, encode(kind, form));
    if (identity === undefined) return undefined;
    const name = `${kind.name} ${identity}`;
    if (identities.has(name)) {
      const path = authorPath(kind, kind.inheritance?.identity?.featureProperty ?? '');
      return `another one of this project has its \`${path}\``;
    }
    identities.add(name);
    return undefined;
  };
}
