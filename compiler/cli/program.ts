import { Argument, Command, Option } from 'commander';
import { formNames } from '../render/forms/forms.ts';
import type { ApplyCommandOptions } from './commands/apply.ts';
import type { CheckOptions } from './commands/check.ts';
import { type CompletedShell, installation, scripts, shells } from './completion/scripts.ts';
import {
  collect,
  collectInput,
  collectOut,
  commitId,
  filled,
  planDigest,
  type SourceOptions,
  stackName,
  wholeNumber,
} from './options.ts';
import { type OutputOptions, sharedOutput } from './outputs.ts';
import type { ExitCode, Shell } from './shell.ts';
import { version } from './version.ts';

/** Each command is loaded when it is run: starting up must not pay for compilers and servers that are not used. */
export function commandLine(shell: Shell, end: (code: ExitCode) => void): Command {
  const program = new Command('plugboard')
    .description('TeamCity connections as code: declare, review a plan, apply.')
    .version(version(), '-V, --version')
    .helpCommand(true)
    .showHelpAfterError('Run with --help for usage.')
    .configureOutput({ writeOut: shell.out.write, writeErr: shell.err.write })
    .exitOverride()
    .hook('preAction', (_, command) => {
      const shared = sharedOutput(command.opts<OutputOptions>(), shell.workingDirectory);
      if (shared !== undefined) command.error(`error: ${shared}.`);
    });

  revisionOptions(
    formsOptions(stackCommand(program, 'check', 'find everything that is wrong with a stack; touches no server')),
  )
    .addOption(formatOption(formNames))
    .option('--watch', 'check again after each change, until Ctrl-C')
    .action(async (options: CheckOptions, command: Command) => {
      const { watch, format = 'text', out = [] } = options;
      if (watch && (!['text', 'json'].includes(format) || out.some((one) => one.file === '-'))) {
        const why = 'with --watch, stdout has the form text or json, over and over';
        command.error(`error: ${why}; give other forms a file: --out FORM=FILE.`);
      }
      end(await (await import('./commands/check.ts')).checkCommand(options, shell));
    });

  program
    .command('init')
    .description('write a first stack, ready to run, or a pipeline for one')
    .option('-o, --output <dir>', 'folder of the stack', filled, '.')
    .option('--stack-name <name>', 'name of the new stack', stackName, 'teamcity')
    .addOption(new Option('--ci <system>', 'a pipeline for it').choices(['github', 'gitlab', 'teamcity']))
    .action(async (options) => end(await (await import('./commands/init.ts')).initCommand(options, shell)));

  stackCommand(program, 'manifest', 'compile a stack to its manifest (JSON)')
    .option('-o, --output <file>', 'write it to a file instead of stdout')
    .addOption(forceOption())
    .action(async (options) => end(await (await import('./commands/manifest.ts')).manifestCommand(options, shell)));

  stackCommand(program, 'test', 'run the tests of a stack’s policies (*.policy-test.ts)').action(async (options) =>
    end(await (await import('./commands/test.ts')).testCommand(options, shell)),
  );

  sourceOptions(stackCommand(program, 'show', 'the connections of a project, where each comes from and what it is for'))
    .argument('[project]', 'id of the project; all when left out')
    .addOption(formatOption())
    .addOption(new Option('--json', 'short for --format json').implies({ format: 'json' }))
    .option('--html <file>', 'write all projects as a page to search and to look around in', filled)
    .addOption(forceOption())
    .action(async (project, options) =>
      end(await (await import('./commands/show.ts')).showCommand(project, options, shell)),
    );

  revisionOptions(
    formsOptions(
      ledgerOption(sourceOptions(stackCommand(program, 'plan', 'what apply would do; never writes to the server'))),
    ),
  )
    .option('-o, --output <file>', 'save the plan, to be applied exactly as it is shown')
    .option('--detailed-exitcode', 'end with 2 when there are changes')
    .option('--allow-replace', 'let connections whose kind changed be deleted and made anew')
    .option('--adopt-matching', 'take over unowned connections that have kind and name of a declared one')
    .addOption(allowDestroyOption())
    .option('--refresh-only', 'bring only the ledger up to date, where the server already is as declared')
    .addOption(formatOption(formNames))
    .action(async (options) => end(await (await import('./commands/plan.ts')).planCommand(options, shell)));

  formsOptions(
    ledgerOption(serverOptions(stackCommand(program, 'apply', 'apply a saved plan exactly, or plan, ask and apply'))),
  )
    .argument('[plan]', 'a plan saved by `plugboard plan -o`')
    .option(
      '--digest <digest>',
      'apply the saved plan only if this is its digest: sha256:<64 hexadecimal digits>',
      planDigest,
    )
    .option('--auto-approve', 'do not ask')
    .option('--allow-replace', 'let connections whose kind changed be deleted and made anew')
    .option('--adopt-matching', 'take over unowned connections that have kind and name of a declared one')
    .addOption(allowDestroyOption())
    .option('--refresh-only', 'bring only the ledger up to date, where the server already is as declared')
    .addOption(allowCommandOption())
    .option('--concurrency <n>', 'projects that are changed at the same time', wholeNumber(1, 32), 4)
    .addOption(lockTimeoutOption())
    .action(async (plan: string | undefined, options: ApplyCommandOptions, command: Command) => {
      if (plan === undefined && options.digest !== undefined) command.error('error: --digest is that of a saved plan.');
      end(await (await import('./commands/apply.ts')).applyCommand(plan, options, shell));
    });

  ledgerOption(
    serverOptions(stackCommand(program, 'rotate', 'send the secrets of a connection now, and change nothing else')),
  )
    .argument('<address>', 'the connection: `<project id>/<key>`')
    .option('--property <name>', 'only this secret of it', filled)
    .option('--auto-approve', 'do not ask')
    .addOption(allowCommandOption())
    .addOption(lockTimeoutOption())
    .action(async (address, options) =>
      end(await (await import('./commands/rotate.ts')).rotateCommand(address, { ...options, concurrency: 1 }, shell)),
    );

  stackCommand(program, 'secrets', 'which secrets apply will need, what for, and which are missing here')
    .option('--check', 'ask programs and Vaults, too, and end with 1 where one is missing')
    .addOption(allowCommandOption())
    .addOption(formatOption())
    .addOption(new Option('--json', 'short for --format json').implies({ format: 'json' }))
    .action(async (options) => end(await (await import('./commands/secrets.ts')).secretsCommand(options, shell)));

  formsOptions(
    ledgerOption(
      sourceOptions(stackCommand(program, 'drift', 'what somebody else changed on the server since the last apply')),
    ),
  )
    .option('--detailed-exitcode', 'end with 2 when something was changed')
    .addOption(formatOption(formNames))
    .action(async (options) => end(await (await import('./commands/drift.ts')).driftCommand(options, shell)));

  ledgerOption(
    serverOptions(stackCommand(program, 'unlock', 'break the lock that an apply which was killed has left behind')),
  )
    .option('--auto-approve', 'do not ask')
    .action(async (options) => end(await (await import('./commands/unlock.ts')).unlockCommand(options, shell)));

  formsOptions(stackCommand(program, 'diff', 'what a change in Git means for each project, without a server'))
    .argument('<revision>', 'a commit, branch or tag; also two as A..B, or A...B from where they branched off', filled)
    .argument('[revision]', 'what it is compared with; the working tree when left out', filled)
    .option('--text', 'show the two manifests line by line, too')
    .option('--detailed-exitcode', 'end with 2 when there are changes')
    .addOption(formatOption(formNames))
    .action(async (first, second, options) =>
      end(await (await import('./commands/diff.ts')).diffCommand(first, second, options, shell)),
    );

  ledgerOption(
    sourceOptions(stackCommand(program, 'graph', 'projects and connections as a picture, for Mermaid or Graphviz')),
  )
    .argument('[project]', 'id of the project whose subtree is drawn; all when left out')
    .addOption(new Option('--format <format>', 'form of the output').choices(['mermaid', 'dot']).default('mermaid'))
    .option('-o, --output <file>', 'write it to a file instead of stdout')
    .addOption(forceOption())
    .addOption(new Option('--changed', 'only what a plan made now would change').conflicts('plan'))
    .option('--plan <file>', 'only what a saved plan changes, or a diff that was written as JSON', filled)
    .action(async (project, options) =>
      end(await (await import('./commands/graph.ts')).graphCommand(project, options, shell)),
    );
  ledgerOption(
    serverOptions(stackCommand(program, 'forget', 'give up owning a connection; it stays on the server as it is')),
  )
    .argument('[address]', 'address of the connection: <project id>/<key>')
    .option('--copies', 'remove ledgers that were copied along with a project instead')
    .option('--auto-approve', 'do not ask')
    .addOption(lockTimeoutOption())
    .action(async (address: string | undefined, options, command: Command) => {
      if ((address === undefined) !== (options.copies === true)) command.error('error: give an address, or --copies.');
      end(
        address === undefined
          ? await (await import('./commands/forget-copies.ts')).forgetCopiesCommand(options, shell)
          : await (await import('./commands/forget.ts')).forgetCommand(address, options, shell),
      );
    });

  ledgerOption(
    sourceOptions(
      program
        .command('import')
        .description('write the program that declares what is on a server, and prove that it does'),
    ),
  )
    .option('-o, --output <dir>', 'folder of the stack', '.')
    .option('--stack-name <name>', 'name of the new stack', 'teamcity')
    .addOption(layoutOption())
    .option('--all', 'every project, also those without connections')
    .addOption(secretsOption())
    .option('--force', 'write anew, also over files that import did not write')
    .option('--input <name=value>', 'an input of a program that was imported before; repeatable', collectInput, {})
    .option('--color', 'colours, even where stdout is no terminal')
    .option('--no-color', 'no colours')
    .action(async (options) => end(await (await import('./commands/import.ts')).importCommand(options, shell)));

  const review = program
    .command('review')
    .description('the signed comment that a plan is reviewed in, and the digest of the plan that was')
    .helpCommand(false);
  reviewOptions(review.command('write').description('print the comment of a saved plan (Markdown)'))
    .requiredOption('--head <commit>', 'the last commit of it', commitId)
    .requiredOption('--plan <file>', 'the saved plan', filled)
    .option('--note <text>', 'something to say above the plan; repeatable', collect, [])
    .action(async (options) => end(await (await import('./commands/review.ts')).reviewWriteCommand(options, shell)));
  reviewOptions(review.command('find').description('print the digest of the plan that was reviewed'))
    .argument('[comments]', 'the comments as the platform answers them (JSON); stdin when left out', filled)
    .option('--head <commit>', 'the last commit of it; without, print the id of the comment to write anew', commitId)
    .requiredOption('--author <id>', 'number of the user whose comments count, the bot’s; repeatable', collect)
    .action(async (comments, options) =>
      end(await (await import('./commands/review.ts')).reviewFindCommand(comments, options, shell)),
    );

  serverOptions(
    program.command('snapshot').description('save the live state, for planning and importing without a server'),
  )
    .option('--data-dir <dir>', 'of the files of a TeamCity data directory or versioned-settings folder', filled)
    .option('-o, --output <file>', 'write it to a file instead of stdout')
    .addOption(forceOption())
    .action(async (options) => end(await (await import('./commands/snapshot.ts')).snapshotCommand(options, shell)));

  program
    .command('explain')
    .description('what a message means, with an example; or what a kind of connection is for, and its set-up')
    .argument('<code or kind>', 'the code of a message, such as PB301; or a kind, such as githubConnection', filled)
    .option('--stack <file>', 'a program, whose own kinds are known too', 'plugboard.ts')
    .option('--server <url>', 'root URL of the TeamCity server, for the callback URL (default: TEAMCITY_URL)')
    .addOption(formatOption())
    .addOption(new Option('--json', 'short for --format json').implies({ format: 'json' }))
    .option('--color', 'colours, even where stdout is no terminal')
    .option('--no-color', 'no colours')
    .action(async (name, options) =>
      end(await (await import('./commands/explain.ts')).explainCommand(name, options, shell)),
    );

  program
    .command('kinds')
    .description('write the builders of the kinds that a stack brings along (plugboard.kinds.ts)')
    .option('--stack <file>', 'the program', 'plugboard.ts')
    .addOption(forceOption())
    .option('--color', 'colours, even where stdout is no terminal')
    .option('--no-color', 'no colours')
    .action(async (options) => end(await (await import('./commands/kinds.ts')).kindsCommand(options, shell)));

  program
    .command('demo')
    .description('see check, show, plan and apply at work, on a server of its own that is gone afterwards')
    .option('--color', 'colours, even where stdout is no terminal')
    .option('--no-color', 'no colours')
    .action(async (options) => end(await (await import('./commands/demo.ts')).demoCommand(options, shell)));

  program
    .command('sandbox')
    .description('run a TeamCity-compatible server on this machine, for trying things out')
    .option(
      '--data-dir <dir>',
      'a TeamCity data directory or versioned-settings folder; a built-in example when left out',
      filled,
    )
    .option('--port <n>', 'port to listen on, 0 for any', wholeNumber(0, 65_535), 8111)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--ready-file <file>', 'write URL and tokens here as JSON once it listens')
    .action(async (options) => end(await (await import('./commands/sandbox.ts')).sandboxCommand(options, shell)));

  program
    .command('completion')
    .description('print a script that completes commands, options and addresses in a shell')
    .addArgument(new Argument('<shell>', 'your shell').choices(shells))
    .addHelpText('after', installation)
    .action((one: CompletedShell) => shell.out.write(scripts[one], 'exact'));

  program
    .command('complete', { hidden: true })
    .addArgument(new Argument('<shell>').choices(shells))
    .argument('[words...]')
    .action(async (one: CompletedShell, words: readonly string[]) =>
      (await import('./commands/complete.ts')).completeCommand(program, one, words, shell),
    );

  return program;
}

const formatOption = (choices: readonly string[] = ['text', 'json']): Option =>
  new Option('--format <format>', 'form of the output').choices(choices).default('text');

const reviewOptions = (command: Command): Command =>
  command
    .requiredOption('--pipeline <name>', 'name of the pipeline: several may comment on one pull request', filled)
    .requiredOption('--pull <number>', 'number of the pull or merge request', wholeNumber(1, Number.MAX_SAFE_INTEGER));

/** A command that can look at a stranger's program without a file of his on the disk before it is evaluated. */
const revisionOptions = (command: Command): Command =>
  command
    .option(
      '--revision <revision>',
      'the program as it is at this commit, branch or tag; packages are those of now',
      filled,
    )
    .option('--packages <dir>', 'with --revision: the folder whose node_modules it uses', filled)
    .hook('preAction', () => {
      const { revision, packages, watch } = command.opts<{ revision?: string; packages?: string; watch?: boolean }>();
      if (packages !== undefined && revision === undefined) command.error('error: --packages is for --revision.');
      if (watch && revision !== undefined) command.error('error: --watch looks at files, and --revision at none.');
    });

/** A command that can say the same in many forms. */
const formsOptions = (command: Command): Command =>
  command
    .option('--out <form=file>', 'the same in another form in a file, - for stdout; repeatable', collectOut)
    .addOption(forceOption())
    .option('--max-chars <n>', 'longest text of the form markdown', wholeNumber(2_000, 100_000_000), 65_000);

const forceOption = (): Option => new Option('--force', 'replace files that Plugboard did not write, too');

const lockTimeoutOption = (): Option =>
  new Option('--lock-timeout <seconds>', 'wait for another apply of this stack to end')
    .argParser(wholeNumber(0, 86_400))
    .default(0);

const allowDestroyOption = (): Option =>
  new Option('--allow-destroy <n>', 'let exactly so many connections be destroyed, where they are many').argParser(
    wholeNumber(0, 1_000_000),
  );

const layoutOption = (): Option =>
  new Option('--layout <layout>', 'a file for each top-level project, or all in one')
    .choices(['tree', 'single'])
    .default('tree');

const secretsOption = (): Option =>
  new Option('--secrets <how>', 'secrets stay as they are on the server, or come from environment variables')
    .choices(['keep', 'env'])
    .default('keep');

const allowCommandOption = (): Option =>
  new Option('--allow-command <program>', 'a program that secrets of the stack may come from; repeatable')
    .argParser(collect)
    .default([], 'none');

function stackCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--stack <file>', 'the program', 'plugboard.ts')
    .option('--root <dir>', 'a folder around that of the stack, whose files it may import', filled)
    .option('--input <name=value>', 'an input of the program; repeatable', collectInput, {})
    .option('--color', 'colours, even where stdout is no terminal')
    .option('--no-color', 'no colours');
}

/** Where what the stack owns is recorded. */
const ledgerOption = (command: Command): Command =>
  command.option('--ledger <file>', 'keep what the stack owns in this file, not on the server', filled);

const serverOptions = (command: Command): Command =>
  command
    .option('--server <url>', 'root URL of the TeamCity server (default: TEAMCITY_URL; token: TEAMCITY_TOKEN)', filled)
    .option('--debug', 'tell of every request to the server on stderr (or PLUGBOARD_DEBUG=1)')
    .hook('preAction', () => {
      const { server, dataDir, snapshot } = command.opts<SourceOptions>();
      const given = Object.entries({ '--server': server, '--data-dir': dataDir, '--snapshot': snapshot }).flatMap(
        ([name, value]) => (value === undefined ? [] : [name]),
      );
      if (given.length > 1) command.error(`error: ${given.join(' and ')} given: one source of live state is enough.`);
    });

/** Where the live state is read from. `show` speaks of it only where one of them is given. */
const sourceOptions = (command: Command): Command =>
  serverOptions(command)
    .option(
      '--data-dir <dir>',
      'the files of a TeamCity data directory or versioned-settings folder instead of a server',
      filled,
    )
    .option('--snapshot <file>', 'a file that `plugboard snapshot` wrote instead of a server', filled);
