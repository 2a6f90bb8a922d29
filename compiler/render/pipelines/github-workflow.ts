import { type PipelineFile, type PipelinePlace, packagePathspecs, pipelineName } from './pipeline.ts';
import { forGithubPaths, forYaml } from './quoted-for.ts';

/** By digest: a tag can be moved to other code. */
const actions = {
  checkout: 'actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2',
  node: 'actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0',
  upload: 'actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2',
  download: 'actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0',
} as const;

/** The number of the user github-actions[bot], as whom a workflow comments. */
const bot = 41898282;

/**
 * GitHub Actions. Jobs of a pull request stand on the target branch, with its lock file, and have the pull request as
 * commits in Git only; the plan that was commented on is what is applied after the merge.
 */
export function githubWorkflow({ folder, secrets }: PipelinePlace): PipelineFile {
  const name = pipelineName(folder);
  const paths = folder === '' ? '' : `\n    paths: [${forGithubPaths(folder)}]`;
  const review = `--pipeline ${name} --pull "$PULL"`;
  const target = `      - uses: ${actions.checkout}
        with:
          ref: \${{ github.event.pull_request.base.sha }}
      - uses: ${actions.node}
        with:
          node-version: 22
      - run: npm ci --ignore-scripts`;
  const fetch = `      - name: Fetch the pull request into Git, and not onto the disk
        run: git fetch --quiet --no-tags --depth=1 origin "$GITHUB_SHA"`;
  return {
    file: `.github/workflows/${name}.yml`,
    text: `# TeamCity connections as code: checked and planned in pull requests, applied after the merge, watched at night.
#
# Settings of the repository: variable TEAMCITY_URL; secrets TEAMCITY_READ_TOKEN, a token of a user who can only read, and
# PLUGBOARD_REVIEW_KEY, any long random text (openssl rand -base64 32), by which the plan that was reviewed is known again.
# Settings of its environment "teamcity" (let somebody approve it): secret TEAMCITY_TOKEN, a token of a user who can edit
# projects${secrets.length === 0 ? ', and the secrets of your connections' : `, and ${secrets.join(', ')}`}.
# Settings of its environment "plugboard-packages": required reviewers, who read packages before they are installed.
#
# What jobs of a pull request run comes from the target branch: the pull request itself is read by the sandbox only. Protect
# the target branch, and let owners review changes of this file.
name: ${name}

on:
  # Never pull_request_target: that would give a stranger's program these secrets.
  pull_request:${paths}
  push:
    branches: [main]${paths}
  schedule:
    - cron: '17 3 * * *'

permissions:
  contents: read

defaults:
  run:
    shell: bash
    working-directory: ${forYaml(folder === '' ? '.' : folder)}

env:
  TEAMCITY_URL: \${{ vars.TEAMCITY_URL }}

jobs:
  # For everybody, also from a fork: there is no secret here.
  check:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    outputs:
      packages: \${{ steps.packages.outputs.changed }}
    steps:
${target}
${fetch}
      - name: See whether it changes packages
        id: packages
        run: |
          if git diff --quiet HEAD "$GITHUB_SHA" -- ${packagePathspecs}; then
            echo changed=false >> "$GITHUB_OUTPUT"
          else
            echo changed=true >> "$GITHUB_OUTPUT"
            echo '::notice title=Packages change::This pull request adds or changes packages. It is planned once somebody has approved them.'
          fi
      - if: steps.packages.outputs.changed == 'false'
        run: npx --no plugboard check --revision "$GITHUB_SHA" --out github=-

  # GitHub gives a fork's pull request no secret, so that there is nothing to plan with: a member who has read it pushes
  # the branch to this repository.
  plan:
    if: needs.check.outputs.packages == 'false' && github.event.pull_request.head.repo.full_name == github.repository
    needs: check
    runs-on: ubuntu-latest
    steps:
${target}
${fetch}
      - run: mkdir "$RUNNER_TEMP/plugboard"
      - run: npx --no plugboard plan --revision "$GITHUB_SHA" -o "$RUNNER_TEMP/plugboard/plan.json" --out github=-
        env:
          TEAMCITY_TOKEN: \${{ secrets.TEAMCITY_READ_TOKEN }}
      - uses: ${actions.upload}
        with:
          name: ${name}-plan
          path: \${{ runner.temp }}/plugboard/plan.json

  # Packages of a pull request are installed apart from everything that runs, without their scripts, and are read by the
  # sandbox only. All the same, somebody has to have read what is new.
  plan-packages:
    if: needs.check.outputs.packages == 'true' && github.event.pull_request.head.repo.full_name == github.repository
    needs: check
    runs-on: ubuntu-latest
    environment: plugboard-packages
    steps:
${target}
${fetch}
      - name: Install its packages, apart
        run: |
          mkdir "$RUNNER_TEMP/plugboard" "$RUNNER_TEMP/packages"
          for file in package.json package-lock.json; do git show "$GITHUB_SHA:./$file" > "$RUNNER_TEMP/packages/$file"; done
          if [ -f .npmrc ]; then cp .npmrc "$RUNNER_TEMP/packages"; fi
          cd "$RUNNER_TEMP/packages" && npm ci --ignore-scripts
      - run: npx --no plugboard plan --revision "$GITHUB_SHA" --packages "$RUNNER_TEMP/packages" -o "$RUNNER_TEMP/plugboard/plan.json" --out github=-
        env:
          TEAMCITY_TOKEN: \${{ secrets.TEAMCITY_READ_TOKEN }}
      - uses: ${actions.upload}
        with:
          name: ${name}-plan
          path: \${{ runner.temp }}/plugboard/plan.json

  # It may write comments, and has the plan as a file of which it reads every part.
  comment:
    if: always() && (needs.plan.result == 'success' || needs.plan-packages.result == 'success')
    needs: [check, plan, plan-packages]
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pull-requests: write
    steps:
${target}
      - uses: ${actions.download}
        with:
          name: ${name}-plan
          path: \${{ runner.temp }}/plugboard
      - name: Comment on the pull request
        env:
          GH_TOKEN: \${{ github.token }}
          PLUGBOARD_REVIEW_KEY: \${{ secrets.PLUGBOARD_REVIEW_KEY }}
          PULL: \${{ github.event.pull_request.number }}
          HEAD: \${{ github.event.pull_request.head.sha }}
          PACKAGES: \${{ needs.check.outputs.packages }}
        run: |
          note=()
          if [ "$PACKAGES" != false ]; then note=(--note 'This pull request adds or changes packages. Somebody has approved that they are installed.'); fi
          npx --no plugboard review write ${review} --head "$HEAD" --plan "$RUNNER_TEMP/plugboard/plan.json" "\${note[@]}" > "$RUNNER_TEMP/comment.md"
          gh api "repos/$GITHUB_REPOSITORY/issues/$PULL/comments" --paginate --slurp > "$RUNNER_TEMP/comments.json"
          earlier=$(npx --no plugboard review find "$RUNNER_TEMP/comments.json" ${review} --author ${bot})
          if [ -n "$earlier" ]; then
            gh api "repos/$GITHUB_REPOSITORY/issues/comments/$earlier" --method PATCH --field "body=@$RUNNER_TEMP/comment.md" --silent
          else
            gh api "repos/$GITHUB_REPOSITORY/issues/$PULL/comments" --method POST --field "body=@$RUNNER_TEMP/comment.md" --silent
          fi

  # Exactly the plan that was reviewed: its digest is the one of the comment, and plugboard plans once more and refuses
  # where anything differs. The file lies apart from everything that runs.
  apply:
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    environment: teamcity
    # Two applies never overlap; the lock on the server keeps everybody else away.
    concurrency:
      group: ${name}-apply
      cancel-in-progress: false
    permissions:
      contents: read
      actions: read
      pull-requests: read
    steps:
      - uses: ${actions.checkout}
      - uses: ${actions.node}
        with:
          node-version: 22
      - run: npm ci --ignore-scripts
      - name: Fetch the plan that was reviewed
        id: review
        env:
          GH_TOKEN: \${{ github.token }}
          PLUGBOARD_REVIEW_KEY: \${{ secrets.PLUGBOARD_REVIEW_KEY }}
        run: |
          PULL=$(gh api "repos/$GITHUB_REPOSITORY/commits/$GITHUB_SHA/pulls" --jq '.[0].number // empty')
          HEAD=$(gh api "repos/$GITHUB_REPOSITORY/commits/$GITHUB_SHA/pulls" --jq '.[0].head.sha // empty')
          if [ -z "$PULL" ]; then echo '::error::This commit came without a pull request, so that nobody reviewed a plan.'; exit 1; fi
          gh api "repos/$GITHUB_REPOSITORY/issues/$PULL/comments" --paginate --slurp > "$RUNNER_TEMP/comments.json"
          digest=$(npx --no plugboard review find "$RUNNER_TEMP/comments.json" ${review} --head "$HEAD" --author ${bot})
          run=$(gh run list --repo "$GITHUB_REPOSITORY" --workflow ${name}.yml --event pull_request --commit "$HEAD" --status success --limit 1 --json databaseId --jq '.[0].databaseId // empty')
          if [ -z "$run" ]; then echo '::error::The pull request has no run that has ended well.'; exit 1; fi
          mkdir "$RUNNER_TEMP/plugboard"
          gh run download "$run" --repo "$GITHUB_REPOSITORY" --name ${name}-plan --dir "$RUNNER_TEMP/plugboard"
          echo "digest=$digest" >> "$GITHUB_OUTPUT"
      - run: npx --no plugboard apply "$RUNNER_TEMP/plugboard/plan.json" --digest "$DIGEST" --lock-timeout 600 --out github=-
        env:
          DIGEST: \${{ steps.review.outputs.digest }}
          TEAMCITY_TOKEN: \${{ secrets.TEAMCITY_TOKEN }}
${secretLines(secrets)}

  # Ends with 2, and so fails, where somebody has changed something by hand.
  drift:
    if: github.event_name == 'schedule'
    runs-on: ubuntu-latest
    steps:
      - uses: ${actions.checkout}
      - uses: ${actions.node}
        with:
          node-version: 22
      - run: npm ci --ignore-scripts
      - run: npx --no plugboard drift --detailed-exitcode --out github=-
        env:
          TEAMCITY_TOKEN: \${{ secrets.TEAMCITY_READ_TOKEN }}
`,
  };
}

const secretLines = (names: readonly string[]): string =>
  names.length === 0
    ? `          # Each secret of your connections, by the name that \`plugboard secrets\` lists it under:
          # REGISTRY_PASSWORD: \${{ secrets.REGISTRY_PASSWORD }}`
    : names.map((name) => `          ${name}: \${{ secrets.${name} }}`).join('\n');
