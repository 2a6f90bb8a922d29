import { type Diagnostic, diagnostic, type Place } from '../../diagnostics/diagnostic.ts';
import { nearNames } from '../../diagnostics/near-names.ts';
import type { PolicyAnswer } from '../../load/load.ts';
import type { Declared, DeclaredPolicy } from '../../model.ts';
import { once } from '../../once.ts';
import { declaredConnections, declaredProjects } from '../declared-projects.ts';

/** More findings of one policy than anybody reads. */
const mostShown = 1_000;

type Result = Extract<PolicyAnswer, { readonly results: unknown }>['results'][number];

/** What policies said, as messages: each at the declaration that it is about, with the name of the policy. */
export function policyFindings(declared: Declared, answer: PolicyAnswer): readonly Diagnostic[] {
  const { policies = [] } = declared;
  if ('stopped' in answer) return [stopped(answer.stopped, policies[answer.running ?? -1])];
  const places = once(() => placesByAddress(declared));
  return policies.flatMap((policy, index) => {
    const result = answer.results[index] ?? { findings: [], fault: { message: 'Its answer cannot be read.' } };
    return described(policy, result, places);
  });
}

function described(
  policy: DeclaredPolicy,
  { findings, fault }: Result,
  places: () => ReadonlyMap<string, Place>,
): readonly Diagnostic[] {
  const found = findings.slice(0, mostShown).map(({ severity, address, message, hint, property }): Diagnostic => {
    // What a plan removes is declared no more: then its project is pointed at.
    const place = places().get(address) ?? places().get(address.split('/')[0] ?? '');
    const path = property?.split('.');
    return {
      ...diagnostic('PB330', `\`${address}\`, policy \`${policy.name}\`: ${message}`, {
        address,
        ...(place === undefined ? {} : { place: { ...place, path } }),
        ...(hint === undefined ? {} : { hint }),
      }),
      severity,
    };
  });
  const more = findings.length - mostShown;
  return [
    ...found,
    ...(more > 0 ? [failed(policy, `It has ${more} more findings, which are not shown.`)] : []),
    ...(fault === undefined ? [] : [broken(policy, fault, places)]),
  ];
}

function broken(
  policy: DeclaredPolicy,
  { message, span, address }: NonNullable<Result['fault']>,
  places: () => ReadonlyMap<string, Place>,
): Diagnostic {
  const [near] = address === undefined ? [] : nearNames(address, places().keys());
  const hint =
    near === undefined
      ? 'A policy reports with `report.error(address, message)`, `report.warning` and `report.hint`, and returns nothing.'
      : `Did you mean \`${near}\`?`;
  return {
    ...failed(policy, message, hint),
    ...(address === undefined ? {} : { address }),
    ...(span === undefined ? {} : { span }),
  };
}

const failed = (policy: DeclaredPolicy, message: string, hint?: string): Diagnostic =>
  diagnostic('PB331', `Policy \`${policy.name}\`: ${/[.!?]$/.test(message) ? message : `${message}.`}`, {
    place: { call: policy.call },
    ...(hint === undefined ? {} : { hint }),
  });

/** A policy that took too much of something took the others along: they all run in one sandbox. */
function stopped({ message, hint, notes }: Diagnostic, policy: DeclaredPolicy | undefined): Diagnostic {
  const words = message.replace('The program', policy === undefined ? 'A policy' : `Policy \`${policy.name}\``);
  return diagnostic('PB331', words, {
    ...(policy === undefined ? {} : { place: { call: policy.call } }),
    ...(notes === undefined ? {} : { notes: ['None of the policies has been applied.'] }),
    ...(hint === undefined ? {} : { hint }),
  });
}

function placesByAddress(declared: Declared): ReadonlyMap<string, Place> {
  return new Map([
    ...declaredProjects(declared).map(({ project }) => [project.id, { call: project.call }] as const),
    ...declaredConnections(declared).map(({ address, connection }) => [address, { call: connection.call }] as const),
  ]);
}
