import { type AuthorForm, decode, encode } from '../../kinds/codec.ts';
import { compareFeature } from '../../kinds/difference.ts';
import type { Kind } from '../../kinds/kind.ts';
import { builtInKinds, type Kinds } from '../../kinds/registry.ts';
import { roleOf } from '../../kinds/stored-role.ts';
import { validateProperties } from '../../kinds/validate.ts';
import type { LiveFeature } from '../../model.ts';
import { quotedName } from '../print/comment-lines.ts';

/** A live connection in the author's words. */
export interface WrittenConnection {
  readonly kind: Kind;
  /** Secrets are `{ secret: 'keep' }`. */
  readonly form: AuthorForm;
  /** Sentences for the reader: why it is not of its own kind, and what the server keeps beside it. */
  readonly comments: readonly string[];
}

/** What else may keep a connection from being declared as its own kind: the reason, to follow "because". */
export type Obstacle = (kind: Kind, form: AuthorForm) => string | undefined;

/**
 * A live connection as a declaration that the server already fulfils. Where its own kind has no way to say what is
 * stored, it is declared with `custom`, which can say everything.
 */
export function writtenConnection(live: LiveFeature, kinds: Kinds, obstacle: Obstacle): WrittenConnection {
  const own = kinds.ofProvider(live.properties['providerType'] ?? '');
  if (own === undefined) return writtenAsCustom(live);
  const form = kept(decode(own, live).properties);
  const reason = whyNot(own, form, live) ?? obstacle(own, form);
  if (reason === undefined) return { kind: own, form, comments: beside(own, live) };
  return { ...writtenAsCustom(live), comments: [`No \`${own.name}\`, because ${reason}.`] };
}

/** A live connection of any type in the words of `custom`. */
export function writtenAsCustom(live: LiveFeature): WrittenConnection {
  return { kind: anyKind(), form: customForm(live), comments: [] };
}

/** The kind that stands for every provider type. */
function anyKind(): Kind {
  const kind = builtInKinds.named('custom');
  if (kind === undefined) throw new Error('there is no kind `custom`');
  return kind;
}

/** A connection without a display name is legal on the server, and `custom` wants to be told so. */
const customForm = (live: LiveFeature): AuthorForm => {
  const { providerType, displayName = '', ...rest } = kept(decode(anyKind(), live).properties);
  return { providerType, displayName, ...rest };
};

/** What keeps a decoded form from being this kind's; undefined where nothing does. */
function whyNot(kind: Kind, form: AuthorForm, live: LiveFeature): string | undefined {
  const [finding] = validateProperties(kind, form);
  if (finding !== undefined) {
    const name = `\`${finding.path.join('.')}\``;
    return finding.fault === 'missing'
      ? `it has no ${name} on the server`
      : `its ${name} is not what that kind takes${finding.expected === undefined ? '' : ` (${finding.expected})`}`;
  }
  const [change] = compareFeature(kind, encode(kind, form), live).changes;
  return change && `its ${quotedName(change.property)} is stored in another way`;
}

/** What the server keeps of a connection beside what is declared, without what equals a default. */
function beside(kind: Kind, live: LiveFeature): readonly string[] {
  const { leftover, unknown } = decode(kind, live);
  const hidden = (role: string): readonly string[] =>
    live.hidden.filter((name) => roleOf(kind, name, live.properties) === role);
  return [
    ...told([...Object.keys(leftover), ...hidden('unread')], 'left over from another choice, kept and not read'),
    ...told([...Object.keys(unknown), ...hidden('unknown')], `kept as it is: \`${kind.name}\` has no property for it`),
  ];
}

const mostTold = 10;

function told(names: readonly string[], what: string): readonly string[] {
  if (names.length === 0) return [];
  const more = names.length > mostTold ? ` and ${names.length - mostTold} more` : '';
  return [`On the server: ${[...names].sort().slice(0, mostTold).map(quotedName).join(', ')}${more}, ${what}.`];
}

/** Secrets as the program says that they stay. */
function kept(form: AuthorForm): AuthorForm {
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, keptValue(value)]));
}

function keptValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return 'secret' in value && value.secret === 'hidden' ? { secret: 'keep' } : kept(value as AuthorForm);
}
