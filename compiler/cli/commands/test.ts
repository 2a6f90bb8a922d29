import { resolve } from 'node:path';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { Failure, fail } from '../../diagnostics/failure.ts';
import type { ModuleGraph } from '../../load/graph/whole-program.ts';
import { readKindFiles } from '../../load/kind-files.ts';
import { openProgram } from '../../load/open-program.ts';
import { findTestFiles, runTestFile, type TestedFile } from '../../load/policy-tests.ts';
import { withoutDoubles } from '../../load/without-doubles.ts';
import { maskSecrets } from '../../render/mask-secrets.ts';
import type { SourceLookup } from '../../render/source-frame.ts';
import { testFailures, testsText } from '../../render/tests-text.ts';
import { checkTypes } from '../../typecheck/type-check.ts';
import { styleOf } from '../colors.ts';
import { rootOf, writeConsole } from '../compile-stack.ts';
import type { StackOptions } from '../options.ts';
import { policyTestStacks } from '../policy-test-stacks.ts';
import { report } from '../report.ts';
import type { ExitCode, Shell } from '../shell.ts';

/** `plugboard test`: runs the tests of a stack's policies, all `*.policy-test.ts` in its folder, in the sandbox. */
export async function testCommand(options: StackOptions, shell: Shell): Promise<ExitCode> {
  const stackFile = resolve(shell.workingDirectory, options.stack);
  const opened = openProgram(stackFile, { root: rootOf(options, shell) });
  if ('code' in opened) throw new Failure([opened]);
  const { folder } = opened.files;
  const files = findTestFiles(folder);
  if (files.length === 0) {
    throw fail('PB132', 'There is no file `*.policy-test.ts` in the folder of the stack.', {
      hint: "Write one, with `test` and `findingsOf` from `'plugboard/testing'`, or name another program with `--stack FILE`.",
    });
  }
  const graphs: ModuleGraph[] = [];
  for (const file of files) graphs.push(await opened.read(file));
  const types = checkTypes(opened.typed(...graphs));
  const { kinds, diagnostics: aboutKinds } = await readKindFiles(folder);
  const stacks = policyTestStacks(kinds);
  const tested = new Map<string, TestedFile>();
  for (const graph of graphs) {
    tested.set(graph.entry, await runTestFile(opened, graph, { inputs: options.input }, stacks));
  }
  const aboutTypes = await types;
  for (const { output } of tested.values()) writeConsole({ output, plainSecrets: [] }, shell);
  shell.out.write(testsText(tested, styleOf(shell, shell.out, options.color)));
  const diagnostics = withoutDoubles([...aboutKinds, ...testFailures(tested), ...aboutTypes]);
  // Literals of a test are what it is about, and no secret belongs there; one beside a secret's name is hidden all the same.
  const mask = maskSecrets([], kinds);
  const lookup = (file: string): ReturnType<SourceLookup> => {
    const text = graphs.find(({ sources }) => sources.has(file))?.sources.get(file);
    return text === undefined ? undefined : { text, hidden: [] };
  };
  report(diagnostics, options.color, shell, { lookup, mask });
  return hasErrors(diagnostics) ? 1 : 0;
}
