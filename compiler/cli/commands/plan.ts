import { hasErrors } from '../../diagnostics/diagnostic.ts';
import type { Live } from '../../model.ts';
import { once } from '../../once.ts';
import type { PlanOptions } from '../../plan/plan.ts';
import type { PlanOrigin } from '../../render/plan-json.ts';
import { applyHint } from '../apply-hint.ts';
import { styleOf } from '../colors.ts';
import { validStack } from '../compile-stack.ts';
import { judgePlan } from '../judge-plan.ts';
import type { FormsOptions, LedgerOption, SourceOptions, StackOptions } from '../options.ts';
import { report } from '../report.ts';
import { type Note, reportForms } from '../report-forms.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { version } from '../version.ts';
import { writeProduct } from '../write-product.ts';

export interface PlanCommandOptions extends StackOptions, SourceOptions, FormsOptions, LedgerOption, PlanOptions {
  readonly output?: string | undefined;
  readonly detailedExitcode?: boolean | undefined;
}

/** `plugboard plan`: what apply would do. It has nothing that could write to a server. */
export function planCommand({ output, ...options }: PlanCommandOptions, shell: Shell): Promise<ExitCode> {
  const json = { form: 'json', file: '-' } as const;
  const given = output === '-' ? { ...options, out: [...(options.out ?? []), json] } : { ...options, output };
  return reportForms('plan', given, shell, (inner, note) => plan(given, inner, note));
}

/** It is read in while another thread works on the program. */
const comparing = once(() => import('../comparing.ts'));

/** Whatever can be made of the live state before it is known what to compare it with is made here. */
async function readAndPrepare(options: PlanCommandOptions, shell: Shell, signal: AbortSignal): Promise<Live> {
  const { readLive, readAhead } = await comparing();
  const live = await readLive(options, shell, signal);
  readAhead(live.projects);
  return live;
}

async function plan(options: PlanCommandOptions, shell: Shell, note: Note): Promise<ExitCode> {
  // The server is read while another thread works on the program, and not before: this one starts that first.
  let reading: Promise<() => Promise<Live>> | undefined;
  const needless = new AbortController();
  const read = (): Promise<() => Promise<Live>> => {
    reading ??= settled(readAndPrepare(options, shell, needless.signal));
    return reading;
  };
  const stack = await validStack(options, shell, () => void read(), note);
  if (stack === undefined) {
    needless.abort();
    return 1;
  }
  const {
    withServerId,
    withLedgerFile,
    withKnownUsages,
    planChanges,
    manifestFingerprint,
    planFileDigest,
    planJson,
    plannedText,
    fitWidth,
  } = await comparing();
  const { manifest } = stack;
  const { format, out = [] } = options;
  const isSaved = options.output !== undefined || format === 'json' || out.some(({ form }) => form === 'json');
  const live = await (await read())();
  const identified = isSaved ? await withServerId(live, options, shell) : live;
  const known = await withLedgerFile(identified, options, manifest.stack, shell);
  const { plan: changes, diagnostics: findings } = planChanges(manifest, known.live, options);
  const plan = await withKnownUsages(changes, known.live, options, shell);
  const { findings: judged, context } = await judgePlan(stack, plan);
  const diagnostics = [...known.diagnostics, ...findings, ...judged];
  const planned = { plan, diagnostics };
  // For ten thousand connections it takes longer than to compare them, so it is made only for a plan that is kept.
  const originOf = (): PlanOrigin => {
    const { allowReplace, adoptMatching, allowDestroy, refreshOnly } = options;
    const settings = { allowReplace, adoptMatching, allowDestroy, refreshOnly };
    return { manifestFingerprint: manifestFingerprint(manifest), options: settings };
  };
  note({ live, planned, origin: isSaved ? originOf() : undefined, diagnostics, ...(context && { context }) });
  if (format === 'text') {
    shell.out.write(fitWidth(plannedText(planned, styleOf(shell, shell.out, options.color)), shell.out.width));
  }
  report(diagnostics, options.color, shell, context);
  if (hasErrors(diagnostics)) return 1;
  if (options.output !== undefined) {
    const file = { product: 'json', file: options.output, force: options.force } as const;
    const text = planJson(planned, originOf(), version());
    writeProduct(shell, file, text);
    if (options.format === 'text') {
      shell.err.write(applyHint(options.output, planFileDigest(text), plan, options));
    }
  }
  return options.detailedExitcode && plan.changes.length > 0 ? 2 : 0;
}

/** Lets a failure wait until somebody wants the value, so that messages about the program come first. */
async function settled<T>(promise: Promise<T>): Promise<() => Promise<T>> {
  const [result] = await Promise.allSettled([promise]);
  return () => (result.status === 'fulfilled' ? Promise.resolve(result.value) : Promise.reject(result.reason));
}
