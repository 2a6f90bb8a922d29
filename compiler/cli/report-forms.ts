import { Failure } from '../diagnostics/failure.ts';
import type { Form, FormName, FormSettings, Report, ReportedCommand } from '../render/forms/report.ts';
import { styleFor } from '../render/style.ts';
import { styleOf } from './colors.ts';
import type { FormsOptions, StackOptions } from './options.ts';
import { pathInRepository } from './path-in-repository.ts';
import type { ExitCode, Shell } from './shell.ts';
import { version } from './version.ts';
import { appendProduct, writeProduct } from './write-product.ts';

/** Takes note of what a command has found out. Messages add up; anything else takes the place of what was there. */
export type Note = (part: Partial<Report>) => void;

/** What GitHub takes for a job summary is a mebibyte, and a character has up to three bytes. */
const summaryChars = 340_000;

/**
 * Runs a command and writes what it found out in every form that is asked for, also where the command fails on its way:
 * somebody waits for the comment in his pull request.
 */
export async function reportForms(
  command: ReportedCommand,
  options: StackOptions & FormsOptions,
  shell: Shell,
  run: (shell: Shell, note: Note) => Promise<ExitCode>,
): Promise<ExitCode> {
  let report: Report = {
    command,
    version: version(),
    diagnostics: [],
    context: { lookup: () => undefined, mask: (text) => text },
  };
  const note: Note = (part) => {
    report = { ...report, ...part, diagnostics: [...report.diagnostics, ...(part.diagnostics ?? [])] };
  };
  try {
    const code = await run(withoutProduct(options, shell), note);
    await writeForms(report, options, shell);
    return code;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    note({ diagnostics: error.diagnostics });
    await writeForms(report, options, shell);
    throw error;
  }
}

/** On stdout there is one document: where it is a form, what is said for people goes to stderr. */
const withoutProduct = ({ out = [] }: FormsOptions, shell: Shell): Shell =>
  out.some(({ file }) => file === '-') ? { ...shell, out: shell.err } : shell;

async function writeForms(report: Report, options: StackOptions & FormsOptions, shell: Shell): Promise<void> {
  const { format = 'text', out = [], maxChars, color } = options;
  const products = [...(format === 'text' ? [] : [{ form: format, file: '-' }]), ...out];
  if (products.length === 0) return;
  const { forms } = await import('../render/forms/forms.ts');
  const stackFile = pathInRepository(options.stack, shell);
  const settings: FormSettings = { style: styleFor(false), stackFile, maxChars };
  const written = new Map<FormName, Form>();
  for (const { form } of products) written.set(form, await forms[form]());
  const failures: Failure[] = [];
  for (const { form, file } of products) {
    const onTerminal = { ...settings, style: styleOf(shell, shell.out, color), width: shell.out.width };
    const text = written.get(form)?.(report, file === '-' ? onTerminal : settings) ?? '';
    keeping(failures, () => writeProduct(shell, { product: form, file, force: options.force }, text));
  }
  const summary = shell.environment['GITHUB_STEP_SUMMARY'];
  if (written.has('github') && summary !== undefined && summary !== '') {
    const text = (await forms.markdown())(report, { ...settings, maxChars: summaryChars });
    keeping(failures, () => appendProduct(shell, summary, text));
  }
  // One file that cannot be written keeps none of the others from being written.
  if (failures.length > 0) throw new Failure(failures.flatMap(({ diagnostics }) => diagnostics));
}

function keeping(failures: Failure[], write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failures.push(error);
  }
}
