import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, type ServerOptions, startServer } from 'plugboard/sandbox';
import { onTestFinished } from 'vitest';

export const root = `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" uuid="uuid-root" xsi:noNamespaceSchemaLocation="https://www.jetbrains.com/teamcity/schemas/2023.11/project-config.xsd">
  <name>&lt;Root project&gt;</name>
  <parameters />
  <project-extensions>
    <extension id="PROJECT_EXT_2" type="OAuthProvider">
      <parameters>
        <param name="clientId" value="Iv1.aa" />
        <param name="displayName" value="GitHub.com" />
        <param name="providerType" value="GitHub" />
        <param name="secure:clientSecret" value="credentialsJSON:11111111-2222-4333-8444-555555555555" />
        <param name="secure:unset" value="" />
        <param name="Zone" value="a &quot;b&quot;" />
      </parameters>
    </extension>
    <extension id="PROJECT_EXT_7" type="IssueTracker">
      <parameters>
        <param name="name" value="Tracker" />
      </parameters>
    </extension>
  </project-extensions>
  <cleanup />
</project>

`;

export function projectFile(name: string, parentId?: string, inside = ''): string {
  const parent = parentId === undefined ? '' : ` parent-id="${parentId}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"${parent} uuid="uuid-${name}">
  <name>${name}</name>
  <parameters />${inside}
  <cleanup />
</project>

`;
}

/** A root with two features, and `Coast` > `Coast_Harbour`, `Coast_Quay` below it. */
export const coast: Readonly<Record<string, string>> = {
  _Root: root,
  Coast: projectFile('Coast'),
  Coast_Harbour: projectFile('Harbour', 'Coast'),
  Coast_Quay: projectFile('Quay', 'Coast').replace('uuid=', 'archived="true" uuid='),
};

/** A temporary directory that goes with the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A data directory with one file for each project id. */
export function dataDirectory(projects: Readonly<Record<string, string>>, below = 'config/projects'): string {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, below), { recursive: true });
  for (const [id, text] of Object.entries(projects)) {
    mkdirSync(join(directory, below, id), { recursive: true });
    writeFileSync(join(directory, below, id, 'project-config.xml'), text);
  }
  return directory;
}

export interface Served {
  readonly server: RunningServer;
  readonly directory: string;
  /** A request with the `edit` token, answered as JSON unless the headers say otherwise. */
  ask(path: string, request?: Asked): Promise<Answered>;
  /** The text of a project's file. */
  file(id: string): string;
}

interface Asked {
  readonly method?: string;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a text as plain text. */
  readonly body?: unknown;
}

export interface Answered {
  readonly status: number;
  readonly type: string | null;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at any part of an answer
  readonly json: any;
}

/** A server over a data directory with the given projects; it ends with the test. */
export async function serve(
  options: ServerOptions & { projects?: Readonly<Record<string, string>> } = {},
): Promise<Served> {
  const { projects = coast, ...rest } = options;
  const directory = rest.dataDirectory ?? dataDirectory(projects);
  const server = await startServer({ dataDirectory: directory, ...rest });
  onTestFinished(() => server.close());
  return {
    server,
    directory,
    file: (id) => readFileSync(join(directory, 'config/projects', id, 'project-config.xml'), 'utf8'),
    ask: async (path, { method, token = server.tokens.edit, headers = {}, body } = {}) => {
      const isText = typeof body === 'string';
      const response = await fetch(`${server.url}/app/rest${path}`, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          Authorization: `Bearer ${token}`,
          Accept: isText ? 'text/plain' : 'application/json',
          ...(body !== undefined && { 'Content-Type': isText ? 'text/plain' : 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const type = response.headers.get('content-type');
      const json = type === 'application/json' ? JSON.parse(text) : undefined;
      return { status: response.status, type, headers: response.headers, text, json };
    },
  };
}

/** The one message of an error answered as JSON. */
export function messageOf({ json }: Answered): string {
  return json.errors[0].message;
}
