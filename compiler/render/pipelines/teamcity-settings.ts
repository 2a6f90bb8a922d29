import { type PipelineFile, type PipelinePlace, packagePathspecs } from './pipeline.ts';
import { forKotlin, scriptForKotlin } from './quoted-for.ts';

/**
 * TeamCity's Kotlin DSL. Builds of a branch run what the default branch has, in a folder of its own, and have the branch
 * as commits in Git only; the plan that somebody has looked at is what is applied, by its digest.
 */
export function teamcitySettings({ folder, secrets }: PipelinePlace): PipelineFile {
  const install = `env ${['TEAMCITY_TOKEN', ...secrets].map((name) => `-u ${name}`).join(' ')} npm ci --ignore-scripts`;
  const revision = 'revision=$(git -C "$work" rev-parse FETCH_HEAD)';
  /** Fetches from what TeamCity has checked out, and takes nothing of it as files. */
  const begin = (ref: string): readonly string[] => [
    'set -eu',
    'out="$PLUGBOARD_CHECKOUT/.plugboard"',
    ...(ref === 'HEAD' ? [] : ['rm -rf -- "$out"', 'mkdir "$out"']),
    'work=$(mktemp -d)',
    'trap \'rm -rf -- "$work"\' EXIT',
    'git init --quiet "$work"',
    `git -C "$work" fetch --quiet --no-tags "$PLUGBOARD_CHECKOUT" "${ref}"`,
    'git -C "$work" checkout --quiet --detach FETCH_HEAD',
    ...(ref === 'HEAD' ? [] : ['git -C "$work" fetch --quiet --no-tags "$PLUGBOARD_CHECKOUT" HEAD', revision]),
    'cd "$work/$PLUGBOARD_FOLDER"',
    install,
  ];
  const target = 'refs/remotes/origin/$PLUGBOARD_TARGET';
  const same = `git diff --quiet HEAD "$revision" -- ${packagePathspecs}`;
  const planning = 'npx --no plugboard plan --revision "$revision"';
  const outputs = '-o "$out/plan.json" --out teamcity=- --out markdown="$out/plan.md"';
  const step = (name: string, lines: readonly string[]): string => `    steps {
        script {
            name = "${name}"
            scriptContent = """
${scriptForKotlin(lines, '                ')}
            """.trimIndent()
        }
    }`;
  const params = (token: string, more: readonly string[] = []): string => `    params {
        param("env.TEAMCITY_URL", "%teamcity.serverUrl%")
        param("env.TEAMCITY_TOKEN", "%plugboard.${token}%")
        param("env.PLUGBOARD_CHECKOUT", "%teamcity.build.checkoutDir%")
        param("env.PLUGBOARD_FOLDER", ${forKotlin(folder === '' ? '.' : folder)})
        // The branch that is protected.
        param("env.PLUGBOARD_TARGET", "main")
        param("teamcity.git.fetchAllHeads", "true")${more.map((line) => `\n        ${line}`).join('')}
    }`;
  const planArtifacts = `    artifactRules = """
        .plugboard/plan.json
        .plugboard/plan.md
    """.trimIndent()`;
  const root = `    vcs {
        root(DslContext.settingsRoot)
    }`;
  return {
    file: '.teamcity/settings.kts',
    text: `import jetbrains.buildServer.configs.kotlin.*
import jetbrains.buildServer.configs.kotlin.buildSteps.script
import jetbrains.buildServer.configs.kotlin.triggers.schedule
import jetbrains.buildServer.configs.kotlin.triggers.vcs

// TeamCity connections as code: checked and planned on every branch, applied after the merge, watched at night.
//
// Add these parameters by hand, of the type Password, so that no secret stands in this file:
//   plugboard.readToken   to the project: an access token of a user who can only read
//   plugboard.editToken   to the build configuration "Apply" alone: an access token of a user who can edit projects
// and to "Apply" alone ${secrets.length === 0 ? 'env.NAME for each name that `plugboard secrets` lists' : secrets.map((name) => `env.${name}`).join(', ')}.
//
// What builds run comes from the branch that env.PLUGBOARD_TARGET names: the branch that is built is read by the sandbox
// only. A branch of a fork is built only where the branch specification of the VCS root or a pull-request feature lets it in.
// Settings that TeamCity takes from a branch are that branch's: let versioned settings come from the default branch.
version = "2023.11"

project {
    buildType(Plan)
    buildType(PlanPackages)
    buildType(Apply)
    buildType(Drift)
}

object Plan : BuildType({
    name = "Check and plan"
${planArtifacts}

${params('readToken')}

${root}

${step('Plan', [
  ...begin(target),
  `if ! ${same}; then`,
  `  echo "##teamcity[buildProblem description='This branch adds or changes packages. Read them, and run the build |"Plan with packages|".']"`,
  '  exit 1',
  'fi',
  `${planning} ${outputs}`,
])}

    triggers {
        vcs {
            branchFilter = "+:*"
        }
    }
})

// Packages of a branch are installed apart from everything that runs, without their scripts, and are read by the sandbox
// only. All the same, somebody has to have read what is new before this is run: it has no trigger.
object PlanPackages : BuildType({
    name = "Plan with packages"
${planArtifacts}

${params('readToken')}

${root}

${step('Plan', [
  ...begin(target),
  'packages=$(mktemp -d)',
  'for file in package.json package-lock.json; do git show "$revision:./$file" > "$packages/$file"; done',
  'if [ -f .npmrc ]; then cp .npmrc "$packages"; fi',
  `(cd "$packages" && ${install})`,
  `${planning} --packages "$packages" ${outputs}`,
])}
})

// Exactly the plan that was reviewed: look at the plan of a build on the default branch, promote that build, and give the
// digest that you saw. Plugboard plans once more and refuses where anything differs. The file lies apart from everything
// that runs.
object Apply : BuildType({
    name = "Apply"
    type = BuildTypeSettings.Type.DEPLOYMENT
    // Two applies never overlap; the lock on the server keeps everybody else away.
    maxRunningBuilds = 1

${params('editToken', [
  'text("plugboard.digest", "", label = "Digest of the plan that was reviewed", display = ParameterDisplay.PROMPT, allowEmpty = false)',
  'param("env.PLUGBOARD_DIGEST", "%plugboard.digest%")',
])}

    vcs {
        root(DslContext.settingsRoot)
        branchFilter = "+:<default>"
    }

${step('Apply', [
  ...begin('HEAD'),
  'npx --no plugboard apply "$out/plan.json" --digest "$PLUGBOARD_DIGEST" --lock-timeout 600 --out teamcity=-',
])}

    dependencies {
        dependency(Plan) {
            snapshot {
                onDependencyFailure = FailureAction.FAIL_TO_START
            }
            artifacts {
                cleanDestination = true
                artifactRules = "plan.json => .plugboard"
            }
        }
    }
})

// Ends with 2, and so fails, where somebody has changed something by hand.
object Drift : BuildType({
    name = "Drift"

${params('readToken')}

${root}

${step('Drift', [...begin(target), 'npx --no plugboard drift --detailed-exitcode --out teamcity=-'])}

    triggers {
        schedule {
            schedulingPolicy = daily {
                hour = 3
            }
            branchFilter = "+:<default>"
            triggerBuild = always()
            withPendingChangesOnly = false
        }
    }
})
`,
  };
}
