import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearNames } from '../../diagnostics/near-names.ts';
import { type Kinds, kindsFor } from '../../kinds/registry.ts';
import { type SchemaFinding, validateProperties } from '../../kinds/validate.ts';
import { declaredConnections, type PlacedConnection } from '../declared-projects.ts';
import type { Rule } from '../rule.ts';

/** Every property is what the kind's schema says: the type checker's word alone would not hold for plain JavaScript. */
export const propertiesFitTheKind: Rule = (declared, report) => {
  const kinds = kindsFor(declared.kinds);
  for (const placed of declaredConnections(declared)) {
    const kind = kinds.named(placed.connection.kind);
    if (kind === undefined) {
      report(unknownKind(placed, kinds));
    } else {
      for (const finding of validateProperties(kind, placed.connection.properties)) report(describe(placed, finding));
    }
  }
};

function unknownKind({ connection, address }: PlacedConnection, kinds: Kinds): Diagnostic {
  const [near] = nearNames(
    connection.kind,
    kinds.all.map(({ name }) => name),
  );
  return diagnostic('PB207', `\`${connection.kind}\` is not a kind of connection that Plugboard knows.`, {
    address,
    place: { call: connection.call },
    ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
  });
}

function describe({ connection, address }: PlacedConnection, finding: SchemaFinding): Diagnostic {
  const name = finding.path.join('.');
  const place = { call: connection.call, path: finding.path };
  switch (finding.fault) {
    case 'unknown': {
      const known = finding.known ?? [];
      const [near] = nearNames(finding.path.at(-1) ?? '', known);
      return diagnostic('PB201', `\`${connection.kind}\` has no property \`${name}\`.`, {
        address,
        place: { ...place, at: 'name' },
        label: 'not a property of this kind',
        ...(known.length === 0 ? {} : { notes: [`It has: ${known.map((one) => `\`${one}\``).join(', ')}.`] }),
        hint: near === undefined ? 'Remove it.' : `Did you mean \`${near}\`?`,
      });
    }
    case 'missing':
      return diagnostic('PB202', `\`${address}\` lacks \`${name}\`, which \`${connection.kind}\` must have.`, {
        address,
        place: { call: connection.call, path: finding.path.slice(0, -1) },
        label: `\`${finding.path.at(-1)}\` is missing`,
        hint: `Add \`${finding.path.at(-1)}\`.`,
      });
    case 'plain-secret':
      return diagnostic('PB204', `\`${name}\` of \`${address}\` is a secret and stands in the program.`, {
        address,
        place,
        label: 'a secret must not stand here',
        notes: ['Whatever stands in the program ends up in its repository.'],
        hint: "Keep the value elsewhere and refer to it: `secret.env('NAME')` or `secret.file('/path')`. Replace the one that stood here: it may be known already.",
      });
    case 'wrong':
      return diagnostic('PB203', `\`${name}\` of \`${address}\` ${finding.message}.`, {
        address,
        place,
        ...(finding.expected === undefined ? {} : { label: `expected ${finding.expected}` }),
      });
  }
}
