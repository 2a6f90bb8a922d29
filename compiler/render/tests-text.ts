import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { visible } from '../diagnostics/visible.ts';
import type { TestedFile, TestFailure } from '../load/policy-tests.ts';
import { counted } from './counted.ts';
import { linesDiff } from './manifest-diff.ts';
import type { Style } from './style.ts';

/** What became of tests, by file: a line for each, and how many passed. */
export function testsText(tested: ReadonlyMap<string, TestedFile>, style: Style): string {
  const lines = [...tested].flatMap(([file, { tests, broken }]) => [
    style.bold(visible(file)),
    ...(broken === undefined ? [] : [`  ${style.red('stopped')}  ${visible(broken.message)}`]),
    ...(broken === undefined && tests.length === 0 ? ['  no tests'] : []),
    ...tests.map(({ name, failure }) =>
      failure === undefined
        ? `  ${style.green('passed')}  ${visible(name)}`
        : `  ${style.red('FAILED')}  ${visible(name)}`,
    ),
  ]);
  const all = [...tested.values()].flatMap(({ tests }) => tests);
  const failed = all.filter(({ failure }) => failure !== undefined).length;
  const stopped = [...tested.values()].filter(({ broken }) => broken !== undefined).length;
  const parts = [
    `${all.length - failed} passed`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(stopped === 0 ? [] : [`${counted(stopped, 'file')} stopped`]),
  ];
  return `${[...lines, '', `${counted(all.length, 'test')}: ${parts.join(', ')}.`].join('\n')}\n`;
}

/** What went wrong in tests, as messages. */
export function testFailures(tested: ReadonlyMap<string, TestedFile>): readonly Diagnostic[] {
  return [...tested].flatMap(([file, { tests, broken }]) => [
    ...(broken === undefined ? [] : [{ ...broken, message: `\`${file}\`: ${broken.message}` }]),
    ...tests.flatMap(({ name, failure }) => (failure === undefined ? [] : [failed(file, name, failure)])),
  ]);
}

function failed(file: string, name: string, { message, span, found, wanted }: TestFailure): Diagnostic {
  return diagnostic('PB131', `\`${name}\`${span === undefined ? `, in \`${file}\`` : ''}: ${message}`, {
    ...(span === undefined ? {} : { span }),
    ...(found === undefined || wanted === undefined ? {} : { notes: difference(wanted, found) }),
  });
}

/** What was wanted and what there is, line by line. */
function difference(wanted: string, found: string): readonly string[] {
  const patch = linesDiff(wanted.split('\n'), found.split('\n'), 'wanted', 'found');
  // The heads of the stretches would number the lines of two JSON texts that stand nowhere.
  const lines = patch?.split('\n').filter((line) => line !== '' && !/^(?:@@|---|\+\+\+)/.test(line));
  return lines === undefined
    ? ['What was wanted and what there is differ in too many lines to show.']
    : ['`-` is what was wanted, `+` what was found:', ...lines];
}
