import { extensionElement } from '../extension-element.ts';
import type { BenchConnection } from './bench-connections.ts';

/** A `project-config.xml` with these extensions. */
export function projectFile(id: string, parent: string | undefined, extensions: readonly string[]): string {
  const parentId = parent === undefined || parent === '_Root' ? '' : ` parent-id="${parent}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<project${parentId} uuid="${id}">`,
    `  <name>${id === '_Root' ? '&lt;Root project&gt;' : id}</name>`,
    '  <parameters />',
    ...(extensions.length === 0 ? [] : ['  <project-extensions>', ...extensions, '  </project-extensions>']),
    '  <cleanup />',
    '</project>',
    '',
  ].join('\n');
}

/** A connection as the server stores it. */
export function connectionElement(
  id: string,
  { stored, secrets }: BenchConnection,
  other: Readonly<Record<string, string>> = {},
): string {
  const hidden = secrets.map((name) => [name, `credentialsJSON:${id}`]);
  return extensionElement(id, 'OAuthProvider', { ...stored, ...other, ...Object.fromEntries(hidden) });
}
