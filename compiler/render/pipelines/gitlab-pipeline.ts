import { type PipelineFile, type PipelinePlace, packageFiles, packagePathspecs, pipelineName } from './pipeline.ts';
import { forYaml } from './quoted-for.ts';

/** What no package has any use for. */
const hidden = [
  'TEAMCITY_TOKEN',
  'TEAMCITY_READ_TOKEN',
  'TEAMCITY_EDIT_TOKEN',
  'PLUGBOARD_REVIEW_KEY',
  'PLUGBOARD_GITLAB_TOKEN',
];

/**
 * GitLab CI/CD. Nothing is checked out where a job starts: what it runs is fetched from the target branch into a folder of
 * its own, and a merge request is there as commits in Git only.
 */
export function gitlabPipeline({ folder, secrets }: PipelinePlace): PipelineFile {
  const name = pipelineName(folder);
  const install = `env ${[...hidden, ...secrets].map((one) => `-u ${one}`).join(' ')} npm ci --ignore-scripts`;
  const sameProject =
    '$CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID';
  const review = `--pipeline ${name} --author "$PLUGBOARD_BOT_ID"`;
  const api = '"$CI_API_V4_URL/projects/$CI_PROJECT_ID';
  const ask = 'curl --fail --silent --show-error --location --header "PRIVATE-TOKEN: $PLUGBOARD_GITLAB_TOKEN"';
  return {
    file: '.gitlab-ci.yml',
    text: `# TeamCity connections as code: checked and planned in merge requests, applied after the merge, watched at night.
#
# Variables of the project: TEAMCITY_URL; TEAMCITY_READ_TOKEN (masked), a token of a user who can only read.
# PLUGBOARD_GITLAB_TOKEN (masked), a project access token with the scope api, PLUGBOARD_BOT_ID, the number of its user, and
# PLUGBOARD_REVIEW_KEY (masked), any long random text (openssl rand -base64 32): by them the plan that was reviewed is known
# again.
# Protected variables, for protected branches only: TEAMCITY_EDIT_TOKEN (masked), a token of a user who can edit projects,
# and ${secrets.length === 0 ? 'the secrets of your connections' : secrets.join(', ')}. A pipeline schedule on the default branch runs the job "drift".
#
# What jobs of a merge request run comes from the target branch. This file does not: GitLab takes it from the branch, so
# whoever may push a branch to the project can read the variables that are not protected.
stages: [check, plan, comment, apply]

default:
  image: node:22
  before_script:
    - work=$(mktemp -d)
    - git init --quiet "$work"
    - target="$CI_COMMIT_SHA"
    - if [ "$CI_PIPELINE_SOURCE" = merge_request_event ]; then target="refs/heads/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"; fi
    - git -C "$work" fetch --quiet --no-tags --depth=1 "$CI_REPOSITORY_URL" "$target"
    - git -C "$work" checkout --quiet --detach FETCH_HEAD
    - git -C "$work" fetch --quiet --no-tags --depth=1 "$CI_REPOSITORY_URL" "$CI_COMMIT_SHA"
    - rm -rf -- "$CI_PROJECT_DIR/$OUT"
    - mkdir "$CI_PROJECT_DIR/$OUT"
    - cd "$work/$PLUGBOARD_FOLDER"
    - ${install}

variables:
  # Nothing of a merge request lies on the disk.
  GIT_STRATEGY: none
  PLUGBOARD_FOLDER: ${forYaml(folder === '' ? '.' : folder)}

workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

# For everybody, also from a fork: its pipeline runs in the fork, which has none of the variables.
check:
  stage: check
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    OUT: .plugboard-check
  script:
    - if git diff --quiet HEAD "$CI_COMMIT_SHA" -- ${packagePathspecs}; then npx --no plugboard check --revision "$CI_COMMIT_SHA" --out gitlab-codequality="$CI_PROJECT_DIR/$OUT/check.json" --out junit="$CI_PROJECT_DIR/$OUT/check.xml"; fi
  artifacts:
    when: always
    reports:
      codequality: .plugboard-check/check.json
      junit: .plugboard-check/check.xml

plan:
  stage: plan
  rules:
    # A fork has no token to plan with: a member who has read its change pushes the branch to this project.
    - if: ${sameProject}
  variables:
    OUT: .plugboard-plan
    TEAMCITY_TOKEN: $TEAMCITY_READ_TOKEN
  script:
    - |
      if git diff --quiet HEAD "$CI_COMMIT_SHA" -- ${packagePathspecs}; then
        npx --no plugboard plan --revision "$CI_COMMIT_SHA" -o "$CI_PROJECT_DIR/$OUT/plan.json" --out gitlab-terraform="$CI_PROJECT_DIR/$OUT/plan-report.json"
      else
        echo 'This merge request adds or changes packages. Read them, and run the job "plan-packages".'
        : > "$CI_PROJECT_DIR/$OUT/plan.json"
      fi
  artifacts:
    # Guests can see artifacts of public pipelines: a plan holds no secret, but it does name your connections.
    public: false
    paths: [.plugboard-plan/plan.json]
    reports:
      terraform: .plugboard-plan/plan-report.json

# Packages of a merge request are installed apart from everything that runs, without their scripts, and are read by the
# sandbox only. All the same, somebody has to have read what is new before he presses the button.
plan-packages:
  stage: plan
  rules:
    - if: ${sameProject}
      changes: [${packageFiles.map((one) => forYaml(`**/${one}`)).join(', ')}]
      when: manual
      allow_failure: false
  variables:
    OUT: .plugboard-plan-packages
    TEAMCITY_TOKEN: $TEAMCITY_READ_TOKEN
  script:
    - packages=$(mktemp -d)
    - for file in package.json package-lock.json; do git show "$CI_COMMIT_SHA:./$file" > "$packages/$file"; done
    - if [ -f .npmrc ]; then cp .npmrc "$packages"; fi
    - (cd "$packages" && ${install})
    - npx --no plugboard plan --revision "$CI_COMMIT_SHA" --packages "$packages" -o "$CI_PROJECT_DIR/$OUT/plan.json"
  artifacts:
    public: false
    paths: [.plugboard-plan-packages/plan.json]

# It may write comments, and has the plan as a file of which it reads every part.
comment:
  stage: comment
  rules:
    - if: ${sameProject}
  variables:
    OUT: .plugboard-comment
  script:
    - |
      set --
      plan="$CI_PROJECT_DIR/.plugboard-plan/plan.json"
      if [ ! -s "$plan" ]; then
        plan="$CI_PROJECT_DIR/.plugboard-plan-packages/plan.json"
        set -- --note 'This merge request adds or changes packages. Somebody has approved that they are installed.'
      fi
      head=$(git rev-parse "$CI_COMMIT_SHA")
      npx --no plugboard review write --pipeline ${name} --pull "$CI_MERGE_REQUEST_IID" --head "\${CI_MERGE_REQUEST_SOURCE_BRANCH_SHA:-$head}" --plan "$plan" "$@" > "$work/comment.md"
      ${ask} ${api}/merge_requests/$CI_MERGE_REQUEST_IID/notes?per_page=100&order_by=updated_at&sort=desc" > "$work/notes.json"
      earlier=$(npx --no plugboard review find "$work/notes.json" --pull "$CI_MERGE_REQUEST_IID" ${review})
      if [ -n "$earlier" ]; then
        ${ask} --output /dev/null --request PUT --data-urlencode "body@$work/comment.md" ${api}/merge_requests/$CI_MERGE_REQUEST_IID/notes/$earlier"
      else
        ${ask} --output /dev/null --request POST --data-urlencode "body@$work/comment.md" ${api}/merge_requests/$CI_MERGE_REQUEST_IID/notes"
      fi

# Exactly the plan that was reviewed: its digest is the one of the comment, and plugboard plans once more and refuses where
# anything differs. The file lies apart from everything that runs.
apply:
  stage: apply
  rules:
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      when: manual
  environment:
    name: teamcity
  # Two applies never overlap; the lock on the server keeps everybody else away.
  resource_group: ${name}-apply
  variables:
    OUT: .plugboard-apply
    TEAMCITY_TOKEN: $TEAMCITY_EDIT_TOKEN
  script:
    - |
      ${ask} ${api}/repository/commits/$CI_COMMIT_SHA/merge_requests" > "$work/merged.json"
      pull=$(node -p 'JSON.parse(require("fs").readFileSync(0, "utf8"))[0]?.iid ?? ""' < "$work/merged.json")
      head=$(node -p 'JSON.parse(require("fs").readFileSync(0, "utf8"))[0]?.sha ?? ""' < "$work/merged.json")
      if [ -z "$pull" ]; then echo 'This commit came without a merge request, so that nobody reviewed a plan.'; exit 1; fi
      ${ask} ${api}/merge_requests/$pull/notes?per_page=100&order_by=updated_at&sort=desc" > "$work/notes.json"
      digest=$(npx --no plugboard review find "$work/notes.json" --pull "$pull" --head "$head" ${review})
      plan="$CI_PROJECT_DIR/$OUT/plan.json"
      ${ask} --output "$plan" ${api}/jobs/artifacts/refs%2Fmerge-requests%2F$pull%2Fhead/raw/.plugboard-plan/plan.json?job=plan"
      if [ ! -s "$plan" ]; then ${ask} --output "$plan" ${api}/jobs/artifacts/refs%2Fmerge-requests%2F$pull%2Fhead/raw/.plugboard-plan-packages/plan.json?job=plan-packages"; fi
      npx --no plugboard apply "$plan" --digest "$digest" --lock-timeout 600

# Ends with 2, and so fails, where somebody has changed something by hand.
drift:
  stage: plan
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
  variables:
    OUT: .plugboard-drift
    TEAMCITY_TOKEN: $TEAMCITY_READ_TOKEN
  script:
    - npx --no plugboard drift --detailed-exitcode --out junit="$CI_PROJECT_DIR/$OUT/drift.xml"
  artifacts:
    when: always
    reports:
      junit: .plugboard-drift/drift.xml
`,
  };
}
