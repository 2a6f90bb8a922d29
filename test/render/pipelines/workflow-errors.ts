import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as WorkflowParser from '@actions/workflow-parser';
import { build } from 'esbuild';
import { temporaryFolder } from '../../temporary-folder.ts';

/** What GitHub's own parser finds wrong with a workflow. */
export async function workflowErrors(file: string, text: string): Promise<readonly string[]> {
  // It imports JSON in a way that no supported Node takes.
  const outfile = join(temporaryFolder(), 'workflow-parser.mjs');
  const stdin = { contents: "export * from '@actions/workflow-parser';", resolveDir: import.meta.dirname };
  await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', banner: { js: required } });
  const parser: typeof WorkflowParser = await import(pathToFileURL(outfile).href);
  const { context } = parser.parseWorkflow({ name: file, content: text }, new parser.NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

const required = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
