import type { PipelineFile, PipelinePlace } from './pipeline.ts';

/** GitLab CI/CD: the plan of the merged commit is an artifact, and is what somebody lets apply. */
export function gitlabPipeline({ folder }: PipelinePlace): PipelineFile {
  const at = (file: string): string => (folder === '' ? file : `${folder}/${file}`);
  return {
    file: '.gitlab-ci.yml',
    text: `# TeamCity connections as code: checked and planned in merge requests, applied after the merge, watched at night.
# Variables of the project: TEAMCITY_URL; TEAMCITY_READ_TOKEN (masked), a token of a user who can only read.
# Protected variables, for protected branches only: TEAMCITY_EDIT_TOKEN (masked), a token of a user who can edit projects,
# and the secrets of your connections. A pipeline schedule on the default branch runs the job "drift".
stages: [check, plan, apply]

default:
  image: node:22
  before_script:
${folder === '' ? '' : `    - cd ${folder}\n`}    - npm ci --ignore-scripts

workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

# For everybody, also from a fork: its pipeline runs in the fork, which has none of the variables.
check:
  stage: check
  rules:
    - if: $CI_PIPELINE_SOURCE != "schedule"
  script:
    - npx plugboard check --out gitlab-codequality=check.json --out junit=check.xml
  artifacts:
    when: always
    reports:
      codequality: ${at('check.json')}
      junit: ${at('check.xml')}

plan:
  stage: plan
  rules:
    # A fork has no token to plan with: a member who has read its change pushes the branch to this project.
    - if: $CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID
    - if: $CI_PIPELINE_SOURCE == "push"
  variables:
    TEAMCITY_TOKEN: $TEAMCITY_READ_TOKEN
  script:
    - npx plugboard plan -o plan.json --out gitlab-terraform=plan-report.json --out markdown=plan.md
  artifacts:
    when: always
    # Guests can see artifacts of public pipelines: a plan holds no secret, but it does name your connections.
    public: false
    paths: [${at('plan.json')}, ${at('plan.md')}]
    reports:
      terraform: ${at('plan-report.json')}

# Exactly the plan of the merged commit, once somebody has looked at it and presses the button. It is sealed, and plugboard
# plans once more and refuses where anything differs.
apply:
  stage: apply
  rules:
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      when: manual
  needs: [plan]
  environment:
    name: teamcity
  # Two applies never overlap; the lock on the server keeps everybody else away.
  resource_group: plugboard-apply
  variables:
    TEAMCITY_TOKEN: $TEAMCITY_EDIT_TOKEN
  script:
    - npx plugboard apply plan.json --lock-timeout 600

# Ends with 2, and so fails, where somebody has changed something by hand.
drift:
  stage: plan
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
  variables:
    TEAMCITY_TOKEN: $TEAMCITY_READ_TOKEN
  script:
    - npx plugboard drift --detailed-exitcode --out junit=drift.xml
  artifacts:
    when: always
    reports:
      junit: ${at('drift.xml')}
`,
  };
}
