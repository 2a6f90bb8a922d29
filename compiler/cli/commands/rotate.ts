import { type Diagnostic, diagnostic, hasErrors } from '../../diagnostics/diagnostic.ts';
import { readOwnership } from '../../ledger/ownership.ts';
import { restReader } from '../../live/rest-reader.ts';
import type { Live, Plan } from '../../model.ts';
import type { Planned } from '../../plan/plan.ts';
import { planRotation } from '../../plan/rotation.ts';
import { plannedText } from '../../render/plan-text.ts';
import { fingerprintKey } from '../../secrets/fingerprint.ts';
import { resolveSecrets } from '../../secrets/resolve.ts';
import { withFingerprints } from '../../secrets/with-fingerprints.ts';
import { approve } from '../approve.ts';
import { styleOf } from '../colors.ts';
import { manifestOf } from '../compile-stack.ts';
import { demandPermissions } from '../demand-permissions.ts';
import { type KnownLive, withLedgerFile } from '../ledger-file.ts';
import { serverAccess } from '../live-source.ts';
import { openSources } from '../open-sources.ts';
import type { LedgerOption, SecretLookupOptions, SourceOptions, StackOptions } from '../options.ts';
import { type PerformOptions, perform } from '../perform.ts';
import { readAgain } from '../read-back.ts';
import { report } from '../report.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { stillApproved } from '../still-approved.ts';

export interface RotateCommandOptions
  extends StackOptions,
    SourceOptions,
    LedgerOption,
    PerformOptions,
    SecretLookupOptions {
  readonly property?: string | undefined;
  readonly autoApprove?: boolean | undefined;
}

/** `plugboard rotate ADDRESS`: sends the secrets of one connection now, and leaves everything else as it is. */
export async function rotateCommand(address: string, options: RotateCommandOptions, shell: Shell): Promise<ExitCode> {
  const key = fingerprintKey(shell.environment);
  const access = serverAccess(options, shell);
  const manifest = await manifestOf(options, shell);
  if (manifest === undefined) return 1;

  const reader = restReader(access);
  const rotation = (live: Live): Planned => planRotation(manifest, live, address, options.property);
  const know = (live: Live): Promise<KnownLive> => withLedgerFile(live, options, manifest.stack, shell);
  const known = await know(await reader.readLive());
  const { plan, diagnostics: findings } = rotation(known.live);
  const diagnostics = [...known.diagnostics, ...findings];
  const planned = { plan, diagnostics };
  if (plan.changes.length > 0) {
    shell.out.write(`${plannedText(planned, styleOf(shell, shell.out, options.color))}\n`);
  }
  report(diagnostics, options.color, shell);
  if (hasErrors(diagnostics)) return 1;
  await demandPermissions(access, plan, known.live);

  const secrets = await resolveSecrets(plan.changes, openSources(options, shell), plan.kinds);
  if (options.autoApprove !== true) {
    await approve(plan.stack, shell);
    stillApproved(plan, manifest, rotation((await know(await reader.readLive())).live));
  }
  return perform(
    {
      plan,
      access,
      secrets,
      know,
      again: (now) => withFingerprints(stillApproved(plan, manifest, rotation(now)), secrets, key),
      readBack: (readLive) => readAgain(readLive, (live) => notSent(plan, live)),
      proof: 'the server holds what was sent, and the ledger has it on record',
    },
    options,
    shell,
  );
}

/** What the server or the ledger lacks of what was sent. That there is a value is all that the server tells of a secret. */
function notSent({ stack, changes }: Plan, live: Live): readonly Diagnostic[] {
  const { own } = readOwnership(live, stack);
  return changes.flatMap((change) => {
    if (change.target !== 'connection') return [];
    const owned = own.get(change.address);
    const hidden = owned?.project.connections.find(({ id }) => id === change.featureId)?.hidden ?? [];
    return change.properties
      .filter(
        ({ featureProperty: name }) =>
          !hidden.includes(name) || owned?.entry.revisions?.[name] !== change.entry?.revisions?.[name],
      )
      .map(({ property }) =>
        diagnostic('PB604', `\`${property}\` of \`${change.address}\` was sent, and is not there.`, {
          notes: ['Somebody else has changed the connection meanwhile.'],
          hint: 'Run `plugboard plan` to see what differs.',
        }),
      );
  });
}
