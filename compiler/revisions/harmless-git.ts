import process from 'node:process';

/**
 * What Git needs to know of its surroundings: where the user's configuration is, which may name folders to trust that
 * belong to others (`safe.directory`), how far to look for a repository, and what Windows and macOS ask of programs.
 */
const passedOn = [
  'HOME',
  'XDG_CONFIG_HOME',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CEILING_DIRECTORIES',
  'GIT_DISCOVERY_ACROSS_FILESYSTEM',
  'SUDO_UID',
  'DEVELOPER_DIR',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'PROGRAMDATA',
  'SYSTEMDRIVE',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'TMPDIR',
];

/**
 * Nothing is written, asked, fetched, paged or edited. Commits are what they are and not what somebody replaces them by,
 * and paths are paths and no patterns.
 */
const settled: Readonly<Record<string, string>> = {
  LC_ALL: 'C',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_ASKPASS: 'false',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_EDITOR: 'false',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_PAGER: 'cat',
  GIT_SSH_COMMAND: 'false',
  GIT_TERMINAL_PROMPT: '0',
  SSH_ASKPASS: 'false',
};

/** The environment of a run of Git. */
export function gitEnvironment(path: string, environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const passed = passedOn.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]]));
  return { ...Object.fromEntries(passed), ...settled, PATH: path };
}

/**
 * Only commands are given to Git that need none of these: they are the second lock on the door. What is said here goes
 * before the configuration of the repository, the user and the machine.
 */
const overruled = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.attributesFile=/dev/null',
  'core.pager=cat',
  'core.editor=false',
  'core.sshCommand=false',
  'core.askPass=false',
  'credential.helper=',
  'gpg.program=false',
  'log.showSignature=false',
  'protocol.allow=never',
  'gc.auto=0',
  'maintenance.auto=false',
  // A folder of the stack may be made up to look like a repository, with a configuration of its own.
  'safe.bareRepository=explicit',
];

/** What comes before the name of Git's command. */
export function gitOptions(environment: NodeJS.ProcessEnv = process.env): readonly string[] {
  const settings = [...overruled, ...trustedFolders(environment).map((folder) => `safe.directory=${folder}`)];
  return ['--no-pager', ...settings.flatMap((setting) => ['-c', setting])];
}

/** Pipelines that run as another user say in variables which folders to trust; nothing else is taken from those. */
function trustedFolders(environment: NodeJS.ProcessEnv): readonly string[] {
  const count = Math.min(Number(environment['GIT_CONFIG_COUNT'] ?? 0) || 0, 100);
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const isTrust = environment[`GIT_CONFIG_KEY_${index}`]?.toLowerCase() === 'safe.directory';
    return isTrust ? [environment[`GIT_CONFIG_VALUE_${index}`] ?? ''] : [];
  });
}
