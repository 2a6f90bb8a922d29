import type { AppliedPolicies } from './check/policies/apply-policies.ts';
import type { StackSecret } from './check/stack-secrets.ts';
import { boundedFindings } from './diagnostics/bounded-findings.ts';
import type { Code } from './diagnostics/catalogue.ts';
import { type Diagnostic, diagnostic, hasErrors, type Span } from './diagnostics/diagnostic.ts';
import { sortDiagnostics } from './diagnostics/sort.ts';
import { type Loaded, type LoadOptions, load } from './load/load.ts';
import type { Manifest, Plan } from './model.ts';
import { once } from './once.ts';

/** What became of a program: a manifest where nothing is wrong with it, and whatever there is to say. */
export interface Compiled {
  /** The stack's name, also where something is wrong with it; undefined where the program could not be evaluated. */
  readonly stack: string | undefined;
  readonly manifest: Manifest | undefined;
  /**
   * The manifest also where what the stack promises is not kept: needs and policies. It can be compared with others, and
   * is never to be applied.
   */
  readonly comparable: Manifest | undefined;
  /** What the stack's policies say of a plan; nothing, at once, where none looks at plans. */
  readonly judgePlan: (plan: Plan) => Promise<readonly Diagnostic[]>;
  readonly diagnostics: readonly Diagnostic[];
  /** The text of a file of the stack, for quoting it. */
  readonly sourceOf: (file: string) => string | undefined;
  /** Secrets that stand in the program by mistake. They must be hidden wherever it is quoted. */
  readonly plainSecrets: readonly string[];
  /** Texts of the program that are known to be no secrets; none where it could not be evaluated to its end. */
  readonly openTexts: readonly string[];
  /** Kinds that the stack brings along; in the manifest, too. */
  readonly kinds?: Manifest['kinds'];
  /** Every secret that the program refers to, with the place where it does; none where it could not be evaluated. */
  readonly secrets: () => Promise<readonly LocatedSecret[]>;
  /** Lines that the program wrote with `console`. */
  readonly output: readonly string[];
}

/** A secret of the program, and where it stands. */
export interface LocatedSecret extends Omit<StackSecret, 'place'> {
  readonly span: Span | undefined;
}

/** What a stack promises beyond what a server would take: it does not keep its manifest from being worked out. */
const promises: ReadonlySet<string> = new Set<Code>(['PB301', 'PB330', 'PB331']);

/**
 * The whole compiler: load, check, flatten, and then the stack's own policies. Each pass reports all that it finds; a
 * pass with errors is the last.
 */
export async function compile(options: LoadOptions): Promise<Compiled> {
  const laterPasses = once(() => import('./later-passes.ts'));
  const loaded = await load({
    ...options,
    meanwhile: () => {
      void laterPasses();
      options.meanwhile?.();
    },
  });
  const { check, withoutIgnored, plainSecrets, stackSecrets, openTexts, policyWords, flatten } = await laterPasses();
  const { declared, kinds, program, output } = loaded;
  const checked = declared === undefined ? [] : check(declared);
  // The type checker, a process of its own, is often still at work. What it finds makes no other manifest, but none; and
  // places do not change by it. Of very many findings it is not known yet which are shown.
  const flat = declared && isWhole([...loaded.diagnostics, ...checked]) ? flatten(declared) : undefined;
  const placed = boundedFindings(checked) === checked ? await program.locate(checked) : checked;
  const ignoring = declared === undefined ? [] : program.ignoring();
  const found = boundedFindings([...(await loaded.withTypes), ...placed]);
  const shown = await program.locate(found, (all) => withoutIgnored(all, ignoring));
  const comparable = declared && isWhole(shown) ? (flat ?? flatten(declared)) : undefined;
  const policies = await applied('manifest', loaded, hasErrors(shown) ? undefined : comparable);
  const located = sortDiagnostics([...shown, ...(await program.locate(boundedFindings(policies.findings)))]);
  const isQuoted = located.length > 0 || declared?.policies?.some((one) => one.plan) === true;
  return {
    stack: declared?.stack,
    manifest: hasErrors(located) ? undefined : comparable,
    comparable,
    judgePlan: async (plan) =>
      sortDiagnostics(await program.locate((await applied('plan', loaded, comparable, plan)).findings)),
    diagnostics: located,
    sourceOf: program.sourceOf,
    kinds,
    plainSecrets: declared === undefined ? [] : plainSecrets(declared),
    openTexts: declared !== undefined && isQuoted ? openTexts(declared, policyWords(located)) : [],
    secrets: () => withSpans(declared === undefined ? [] : stackSecrets(declared), program),
    output: [...output, ...policies.output],
  };
}

/** Places are looked up for messages: each secret is one that says its number. */
async function withSpans(
  secrets: readonly StackSecret[],
  { locate }: Loaded['program'],
): Promise<readonly LocatedSecret[]> {
  const asked = secrets.map(({ place }, index) => diagnostic('PB601', String(index), { place }));
  const spans = new Map((await locate(asked)).map(({ message, span }) => [message, span]));
  return secrets.map(({ place: _, ...secret }, index) => ({ ...secret, span: spans.get(String(index)) }));
}

const isWhole = (found: readonly Diagnostic[]): boolean => !hasErrors(found.filter(({ code }) => !promises.has(code)));

/** What the policies of a stack say of its manifest, or of a plan. Nothing is read in where none looks at it. */
async function applied(
  at: 'manifest' | 'plan',
  { declared, judge }: Loaded,
  manifest: Manifest | undefined,
  plan?: Plan,
): Promise<AppliedPolicies> {
  if (manifest === undefined || !declared?.policies?.some((one) => one[at])) return { findings: [], output: [] };
  const { applyPolicies } = await import('./check/policies/apply-policies.ts');
  return applyPolicies(declared, judge, manifest, plan);
}
