import type { DeclaredConnection } from '../../model.ts';
import type { Report } from './findings.ts';
import { isCall } from './is-call.ts';
import { settleProperties } from './read-properties.ts';
import { isRecord, short, whatItIs } from './what-it-is.ts';

/** What a pass over all that is declared goes by. */
export interface Pass {
  readonly report: Report;
  /** Counts what was looked at, beside a declaration, and stops where that is more than anybody declares. */
  readonly take: (count: number, call: number) => void;
  /** Counts a project, and stops where there are more than anybody declares. */
  readonly takeProject: (call: number) => void;
}

/** As how many values a connection counts beside those in it: it is more than one in memory. */
const weight = 5;

interface Owner {
  readonly call: number;
  /** The project as messages have it. */
  readonly title: string;
}

/** The connections of a project, in the order in which they stand there. */
export function readConnections(
  connections: Readonly<Record<string, unknown>>,
  { call, title }: Owner,
  pass: Pass,
): readonly DeclaredConnection[] {
  const read: DeclaredConnection[] = [];
  for (const key in connections) {
    const given = connections[key];
    const connection = readConnection(key, given, title, pass);
    if (connection !== undefined) {
      read.push(connection);
      continue;
    }
    const message = `\`${short(key)}\` among the connections of ${title} is ${whatItIs(given)}, not a connection.`;
    pass.report('PB203', message, call, { path: ['connections', key] });
  }
  return read;
}

/** There are ten thousand of them, and nearly all have no option and nothing that is wrong. */
function readConnection(key: string, given: unknown, title: string, pass: Pass): DeclaredConnection | undefined {
  if (!isRecord(given)) return undefined;
  const { call, kind, properties, options } = given;
  if (!isCall(call) || typeof kind !== 'string' || !isChangeable(properties) || !isRecord(options)) return undefined;
  const { adopt, formerly, protect } = options;
  const wrong = (name: string, value: unknown, wanted: string): undefined => {
    const message = `\`${name}\` of connection \`${short(key)}\` in ${title} is ${whatItIs(value)}, not ${wanted}.`;
    pass.report('PB203', message, call, { path: [name] });
  };
  pass.take(weight, call);
  const fault = settleProperties(properties, (count) => pass.take(count, call));
  if (fault !== undefined) {
    const message =
      fault === 'circle'
        ? `There is a circle: a property of connection \`${short(key)}\` in ${title} contains itself.`
        : `A property of connection \`${short(key)}\` in ${title} nests too deeply.`;
    pass.report('PB105', message, call);
  }
  return {
    call,
    key,
    kind,
    properties,
    adopt: adopt === undefined || typeof adopt === 'string' ? adopt : wrong('adopt', adopt, "a connection's id"),
    formerly: formerly === undefined || typeof formerly === 'string' ? formerly : wrong('formerly', formerly, 'a key'),
    protect:
      protect === undefined || typeof protect === 'boolean' ? protect : wrong('protect', protect, '`true` or `false`'),
  };
}

// It was read for this, and nobody else has it.
const isChangeable = (value: unknown): value is Record<string, unknown> => isRecord(value);
