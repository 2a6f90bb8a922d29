import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { KindProperty } from '../kinds/kind.ts';
import type { Kinds } from '../kinds/registry.ts';
import type { Change, ConnectionChange, PlanSource, PropertyChange } from '../model.ts';

/**
 * Changes after which a connection has another callback URL than the server has told the other side: sign-ins fail until
 * the app there knows the new one, which no plan can see to.
 */
export function callbackChanges(changes: readonly Change[], source: PlanSource, kinds: Kinds): readonly Diagnostic[] {
  return changes.flatMap((change) => {
    if (change.target !== 'connection' || (change.action !== 'update' && change.action !== 'adopt')) return [];
    const kind = kinds.named(change.kind);
    const path = kind?.setup.callback;
    return change.properties.flatMap((property) => {
      const known = kind?.properties.find(
        ({ featureProperty, callback }) => callback && featureProperty === property.featureProperty,
      );
      return known === undefined || path === undefined
        ? []
        : warning(change, property, known, `${rootOf(source)}${path}`);
    });
  });
}

function warning(
  { address }: ConnectionChange,
  { property, before, after }: PropertyChange,
  known: KindProperty,
  shared: string,
): readonly Diagnostic[] {
  const [now, then] = [before, after].map((value) => isOn(value, known));
  // What a parameter reference comes to, only the server knows.
  if (now === then || now === undefined || then === undefined) return [];
  const own = 'one with an id of its own, which TeamCity shows with the connection';
  const [from, to] = then ? [`\`${shared}\``, own] : [own, `\`${shared}\``];
  return [
    diagnostic(
      'PB520',
      `\`${property}\` of \`${address}\` is \`${now}\` on the server: with \`${then}\`, the callback URL is another.`,
      {
        address,
        notes: [`Now it is ${from}; then it is ${to}.`],
        hint: 'Enter the new URL at the other side right after `apply`, or keep the setting: until then, nobody can sign in through the connection.',
      },
    ),
  ];
}

function isOn(value: PropertyChange['after'], { default: fallback }: KindProperty): boolean | undefined {
  const meant = value === undefined || value === '' ? fallback : value;
  return meant === 'true' || meant === 'false' ? meant === 'true' : undefined;
}

function rootOf(source: PlanSource): string {
  if (source.kind === 'snapshot') return rootOf(source.of);
  return source.kind === 'server' ? source.url.replace(/\/+$/, '') : '<URL of the server>';
}
