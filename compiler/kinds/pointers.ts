import { type ReferringProperty, referringProperties } from '../../schemas/referring-properties.ts';

/** A property and the connection that it names. */
export interface Pointer {
  readonly property: string;
  /** Id of the connection. */
  readonly connection: string;
}

/** The connections that a build feature, a VCS root or a project feature with these properties points at. */
export function pointersOf(properties: Readonly<Record<string, string>>): readonly Pointer[] {
  return referringProperties.flatMap(({ name, holds }) => {
    const value = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (value === undefined || value === '') return [];
    return idsIn(value, holds).map((connection) => ({ property: name, connection }));
  });
}

function idsIn(value: string, holds: ReferringProperty['holds']): readonly string[] {
  switch (holds) {
    case 'id':
      return [value];
    case 'ids':
      return value
        .split(',')
        .map((id) => id.trim())
        .filter((id) => id !== '');
    case 'token': {
      const id = /^tc_token_id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-([^:]+):/i.exec(value)?.[1];
      return id === undefined ? [] : [id];
    }
  }
}
