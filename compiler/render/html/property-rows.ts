import { visible, visibleValue } from '../../diagnostics/visible.ts';
import { authorValue } from '../../kinds/author-value.ts';
import type { Kinds } from '../../kinds/registry.ts';
import type { ConnectionChange } from '../../model.ts';
import { certificateWords } from '../certificate-words.ts';
import { sensitiveText, sentText } from '../secret-words.ts';

/** One line of a table of what was and what will be. A side that is left out has no value. */
export interface PropertyRow {
  readonly sign: '+' | '~' | '-' | ' ';
  readonly name: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

const unknown = '(known after apply)';

/** The id and the changed properties of a connection, whole: a table has room where a line of text has not. */
export function propertyRows(change: ConnectionChange, kinds: Kinds, hasServer: boolean): readonly PropertyRow[] {
  const { action, kind, properties } = change;
  const known = kinds.named(kind);
  const isNew = action === 'create' || action === 'replace';
  const shown = properties.filter(
    // The kind says it in the author's words, unless the author names it.
    ({ featureProperty }) => featureProperty !== 'providerType' || known?.providerType === undefined,
  );
  const rows = shown.map(({ property, featureProperty, before, after, sensitive, ...sending }): PropertyRow => {
    const text = (stored: string): string => wholeValue(authorValue(known, featureProperty, stored).text);
    const old = before === undefined ? undefined : text(before);
    const { sentRevision, resend, formerSecret } = sending;
    const isFirst = sentRevision === undefined && resend === undefined && formerSecret === undefined;
    const wasThere = sensitive && !isNew && (!isFirst || after === undefined);
    const secret = sensitiveText(formerSecret);
    const name = visible(property);
    if (after === undefined) return { sign: '-', name, before: wasThere ? secret : (old ?? secret) };
    const wanted = typeof after === 'string' ? text(after) : sentText(after, sending);
    if (isNew) return { sign: '+', name, after: wanted };
    if (sensitive) return { sign: '~', name, before: wasThere ? secret : undefined, after: wanted };
    return { sign: old === undefined ? '+' : '~', name, before: old, after: wanted };
  });
  return [...idRow(change, hasServer), ...rows];
}

/** Certificates and keys by what they say, all else to the last character: a table has room. */
const wholeValue = (text: string): string => certificateWords(text) ?? visibleValue(text);

/** Without a server only an id that the author gave is known. */
function idRow({ action, featureId }: ConnectionChange, hasServer: boolean): readonly PropertyRow[] {
  const id = featureId === undefined ? undefined : visible(featureId);
  if (!hasServer) return id === undefined ? [] : [{ sign: ' ', name: 'id', before: id, after: id }];
  if (action === 'create') return [{ sign: '+', name: 'id', after: unknown }];
  if (id === undefined) return [];
  if (action === 'replace') return [{ sign: '~', name: 'id', before: id, after: unknown }];
  return [
    action === 'delete' ? { sign: '-', name: 'id', before: id } : { sign: ' ', name: 'id', before: id, after: id },
  ];
}
