import { resolve } from 'node:path';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { Failure, fail } from '../../diagnostics/failure.ts';
import { readKindFiles } from '../../load/kind-files.ts';
import { findTestFiles, runTestFile, type TestedFile } from '../../load/policy-tests.ts';
import { openStackFolder } from '../../load/stack-folder.ts';
import { checkTypes } from '../../load/type-check.ts';
import { withoutDoubles } from '../../load/without-doubles.ts';
import { maskSecrets } from '../../render/mask-secrets.ts';
import type { SourceLookup } from '../../render/source-frame.ts';
import { testFailures, testsText } from '../../render/tests-text.ts';
import { styleOf } from '../colors.ts';
import { writeConsole } from '../compile-stack.ts';
import type { StackOptions } from '../options.ts';
import { policyTestStacks } from '../policy-test-stacks.ts';
import { report } from '../report.ts';
import type { ExitCode, Shell } from '../shell.ts';

/** `plugboard test`: runs the tests of a stack's policies, all `*.policy-test.ts` in its folder, in the sandbox. */
export async function testCommand(options: StackOptions, shell: Shell): Promise<ExitCode> {
  const stackFile = resolve(shell.workingDirectory, options.stack);
  const folder = openStackFolder(stackFile);
  if ('code' in folder) throw new Failure([folder]);
  const files = findTestFiles(folder);
  if (files.length === 0) {
    throw fail('PB132', 'There is no file `*.policy-test.ts` in the folder of the stack.', {
      hint: "Write one, with `test` and `findingsOf` from `'plugboard/testing'`, or name another program with `--stack FILE`.",
    });
  }
  const types = checkTypes(folder, files);
  const { kinds, diagnostics: aboutKinds } = await readKindFiles(folder);
  const sources = new Map<string, string>();
  const stacks = policyTestStacks(kinds);
  const tested = new Map<string, TestedFile>();
  for (const file of files) {
    const given = { stackFile, inputs: options.input };
    tested.set(folder.nameOf(file), await runTestFile(folder, file, given, sources, stacks));
  }
  const { diagnostics: aboutTypes, sources: checked } = await types;
  for (const [file, text] of checked) if (!sources.has(file)) sources.set(file, text);
  for (const { output } of tested.values()) writeConsole({ output, plainSecrets: [] }, shell);
  shell.out.write(testsText(tested, styleOf(shell, shell.out, options.color)));
  const diagnostics = withoutDoubles([...aboutKinds, ...testFailures(tested), ...aboutTypes]);
  // Literals of a test are what it is about, and no secret belongs there; one beside a secret's name is hidden all the same.
  const mask = maskSecrets([], kinds);
  const lookup = (file: string): ReturnType<SourceLookup> => {
    const text = sources.get(file);
    return text === undefined ? undefined : { text, hidden: [] };
  };
  report(diagnostics, options.color, shell, { lookup, mask });
  return hasErrors(diagnostics) ? 1 : 0;
}
