import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { Change, LiveProject } from '../model.ts';
import { type VersionedSettings, versionedSettingsOf } from './versioned-settings.ts';

/** Projects that a plan changes and that follow the same versioned settings. */
interface Affected {
  readonly settings: VersionedSettings;
  readonly projects: Set<string>;
  sendsSecrets: boolean;
}

/**
 * Whether the server lets the settings be edited that a plan changes. Where they come from version control alone, it does
 * not (PB514); where it keeps both in step, what is changed here is committed there, and that is worth knowing (PB519).
 * A project that is read-only for another reason is PB504.
 */
export function editableSettings(
  changes: readonly Change[],
  projects: ReadonlyMap<string, LiveProject>,
): readonly Diagnostic[] {
  const created = new Map(
    changes.flatMap((one) => (one.target === 'project' && one.action === 'create' ? [[one.id, one.parent]] : [])),
  );
  const byOwner = new Map<string, Affected>();
  const readOnly = new Set<string>();
  for (const change of changes) {
    const project = home(change.target === 'project' ? change.id : change.project, created, projects);
    if (project === undefined) continue;
    const settings = versionedSettingsOf(project, projects);
    if (project.readOnly && settings?.isOneWay !== true) readOnly.add(project.id);
    if (settings === undefined) continue;
    const affected = byOwner.get(settings.owner) ?? { settings, projects: new Set<string>(), sendsSecrets: false };
    byOwner.set(settings.owner, affected);
    affected.projects.add(project.id);
    affected.sendsSecrets ||= change.target === 'connection' && sendsSecret(change.properties);
  }
  return [
    ...[...readOnly].map(isReadOnly),
    ...[...byOwner.values()].map((one) => (one.settings.isOneWay ? ownedByRepository(one) : alsoInRepository(one))),
  ];
}

/** The live project that a change is made in: of what is to be created, the nearest one above that is there. */
function home(
  id: string,
  created: ReadonlyMap<string, string>,
  projects: ReadonlyMap<string, LiveProject>,
): LiveProject | undefined {
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = created.get(at)) {
    const project = projects.get(at);
    if (project !== undefined) return project;
    seen.add(at);
  }
  return undefined;
}

const sendsSecret = (properties: readonly { readonly sensitive: boolean; readonly after?: unknown }[]): boolean =>
  properties.some(({ sensitive, after }) => sensitive && after !== undefined);

const isReadOnly = (id: string): Diagnostic =>
  diagnostic('PB504', `Project \`${id}\` is read-only on the server, and the plan changes it.`, {
    notes: ['TeamCity marks a project so where its settings come from version control (versioned settings).'],
    hint: `Make the change in the project’s versioned settings, or let the server edit \`${id}\` again.`,
  });

function ownedByRepository({ settings, projects }: Affected): Diagnostic {
  const { owner, vcsRoot } = settings;
  return diagnostic(
    'PB514',
    `The settings of ${named(projects)} come from version control alone (VCS root \`${vcsRoot}\`, set in \`${owner}\`), and the plan changes them.`,
    {
      notes: [`“Allow editing project settings via UI” is off in \`${owner}\`: that goes for the REST API too.`],
      hint: `Declare these connections in that repository instead, or let the settings be edited again (\`${owner}\`, Versioned Settings). A subproject can be taken out by disabling synchronization in it.`,
    },
  );
}

function alsoInRepository({ settings, projects, sendsSecrets }: Affected): Diagnostic {
  const { owner, vcsRoot, isKotlin, holdsSecrets } = settings;
  const secrets =
    'Secrets are not kept outside of version control there: TeamCity commits them scrambled, which hides little.';
  return diagnostic(
    'PB519',
    `TeamCity will commit what the plan changes in ${named(projects)} to version control (VCS root \`${vcsRoot}\`, set in \`${owner}\`).`,
    {
      notes: [
        isKotlin
          ? 'For settings in Kotlin it commits a patch: until somebody takes that over into the code, the next version of the code without it takes the change back.'
          : 'Should somebody commit settings that are older than the change, it is taken back.',
        ...(holdsSecrets && sendsSecrets ? [secrets] : []),
      ],
      hint: isKotlin
        ? 'After `apply`, take the patch over into the code. Better, let only one of the two declare connections.'
        : 'Let only one of the two change connections.',
    },
  );
}

function named(projects: ReadonlySet<string>): string {
  const shown = [...projects].slice(0, 5).map((id) => `\`${id}\``);
  return shown.join(', ') + (projects.size > shown.length ? ` and ${projects.size - shown.length} more` : '');
}
