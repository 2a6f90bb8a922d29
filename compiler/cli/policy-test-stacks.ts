import { check } from '../check/check.ts';
import { manifestSubject } from '../check/policies/manifest-subject.ts';
import { planSubject } from '../check/policies/plan-subject.ts';
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { flatten } from '../flatten/flatten.ts';
import { readDeclared } from '../load/declared/declared-text.ts';
import type { CompileStacks } from '../load/policy-tests.ts';
import type { Declared, Manifest } from '../model.ts';
import { diffManifests } from '../plan/diff/diff-manifests.ts';

/**
 * Compiles the stacks that a policy's test declares by the passes of the compiler: one to its manifest, two to the plan
 * from the first to the second, as `plugboard diff` works it out. A stack's own policies and needs are no matter here.
 */
export const policyTestStacks =
  (kinds: Declared['kinds']): CompileStacks =>
  ({ declared }) => {
    const manifests: Manifest[] = [];
    for (const text of declared) {
      const compiled = compileOne(text, kinds);
      if ('refused' in compiled) return compiled;
      manifests.push(compiled);
    }
    const [from, to] = manifests;
    if (from === undefined || to === undefined) return { manifest: manifestSubject(from ?? to ?? nothing()) };
    const { plan } = diffManifests(from, to, { kind: 'revision', name: 'from', commit: '' });
    return { plan: planSubject(plan, to) };
  };

function nothing(): never {
  throw new Error('A test wants no stack at all compiled.');
}

function compileOne(text: string, kinds: Declared['kinds']): Manifest | { readonly refused: string } {
  const reading = readDeclared(text);
  if ('diagnostics' in reading) return refused(reading.diagnostics);
  const declared = kinds === undefined ? reading.declared : { ...reading.declared, kinds };
  const errors = check(declared).filter(({ code, severity }) => severity === 'error' && code !== 'PB301');
  return hasErrors(errors) ? refused(errors) : flatten(declared);
}

function refused(diagnostics: readonly Diagnostic[]): { readonly refused: string } {
  const said = diagnostics.map(({ code, message }) => `${code}: ${message}`);
  return { refused: `The stack of the test is not valid. ${said.join(' ')}` };
}
