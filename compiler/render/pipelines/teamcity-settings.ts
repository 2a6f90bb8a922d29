import type { PipelineFile, PipelinePlace } from './pipeline.ts';

/** TeamCity's Kotlin DSL: the plan of the merged commit is an artifact, and is what somebody lets apply. */
export function teamcitySettings({ folder }: PipelinePlace): PipelineFile {
  const at = (file: string): string => (folder === '' ? file : `${folder}/${file}`);
  const workingDir = folder === '' ? '' : `\n            workingDir = "${folder}"`;
  const steps = (name: string, command: string): string => `    steps {
        script {
            name = "Install"${workingDir}
            scriptContent = "npm ci --ignore-scripts"
        }
        script {
            name = "${name}"${workingDir}
            scriptContent = "${command}"
        }
    }`;
  return {
    file: '.teamcity/settings.kts',
    text: `import jetbrains.buildServer.configs.kotlin.*
import jetbrains.buildServer.configs.kotlin.buildSteps.script
import jetbrains.buildServer.configs.kotlin.triggers.schedule
import jetbrains.buildServer.configs.kotlin.triggers.vcs

// TeamCity connections as code: checked and planned on every branch, applied after the merge, watched at night.
//
// Add these parameters to the project by hand, of the type Password, so that no secret stands in this file:
//   plugboard.readToken   an access token of a user who can only read
//   plugboard.editToken   an access token of a user who can edit projects
// and to the build configuration "Apply" env.NAME for each secret that the program asks for by secret.env('NAME').
// A branch of a fork is built only where the branch specification of the VCS root or a pull-request feature lets it in:
// let in those of members only, since a build can read the parameters that it is given.
version = "2023.11"

project {
    buildType(Plan)
    buildType(Apply)
    buildType(Drift)
}

object Plan : BuildType({
    name = "Check and plan"
    artifactRules = """
        ${at('plan.json')}
        ${at('plan.md')}
    """.trimIndent()

    params {
        param("env.TEAMCITY_URL", "%teamcity.serverUrl%")
        param("env.TEAMCITY_TOKEN", "%plugboard.readToken%")
    }

    vcs {
        root(DslContext.settingsRoot)
    }

${steps('Plan', 'npx plugboard plan -o plan.json --out teamcity=- --out markdown=plan.md')}

    triggers {
        vcs {
            branchFilter = "+:*"
        }
    }
})

// Exactly the plan of the merged commit: look at the plan on the default branch and promote that build. The plan is sealed,
// and plugboard plans once more and refuses where anything differs.
object Apply : BuildType({
    name = "Apply"
    type = BuildTypeSettings.Type.DEPLOYMENT
    // Two applies never overlap; the lock on the server keeps everybody else away.
    maxRunningBuilds = 1

    params {
        param("env.TEAMCITY_URL", "%teamcity.serverUrl%")
        param("env.TEAMCITY_TOKEN", "%plugboard.editToken%")
    }

    vcs {
        root(DslContext.settingsRoot)
        branchFilter = "+:<default>"
    }

${steps('Apply', 'npx plugboard apply plan.json --lock-timeout 600 --out teamcity=-')}

    dependencies {
        dependency(Plan) {
            snapshot {
                onDependencyFailure = FailureAction.FAIL_TO_START
            }
            artifacts {
                artifactRules = "plan.json${folder === '' ? '' : ` => ${folder}`}"
            }
        }
    }
})

// Ends with 2, and so fails, where somebody has changed something by hand.
object Drift : BuildType({
    name = "Drift"

    params {
        param("env.TEAMCITY_URL", "%teamcity.serverUrl%")
        param("env.TEAMCITY_TOKEN", "%plugboard.readToken%")
    }

    vcs {
        root(DslContext.settingsRoot)
    }

${steps('Drift', 'npx plugboard drift --detailed-exitcode --out teamcity=-')}

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
