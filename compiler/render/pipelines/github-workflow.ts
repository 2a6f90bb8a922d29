import type { PipelineFile, PipelinePlace } from './pipeline.ts';

/** GitHub Actions: the plan of a pull request is kept by its commit, and is what is applied after the merge. */
export function githubWorkflow({ folder }: PipelinePlace): PipelineFile {
  const name = folder === '' ? 'plugboard' : `plugboard-${folder.replaceAll('/', '-')}`;
  const paths = folder === '' ? '' : `\n    paths: ['${folder}/**']`;
  const at = (file: string): string => (folder === '' ? file : `${folder}/${file}`);
  return {
    file: `.github/workflows/${name}.yml`,
    text: `# TeamCity connections as code: checked and planned in pull requests, applied after the merge, watched at night.
# Settings of the repository: variable TEAMCITY_URL; secret TEAMCITY_READ_TOKEN, a token of a user who can only read.
# Settings of its environment "teamcity" (let somebody approve it): secret TEAMCITY_TOKEN, a token of a user who can edit
# projects, and the secrets of your connections.
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
    working-directory: ${folder === '' ? '.' : folder}

env:
  TEAMCITY_URL: \${{ vars.TEAMCITY_URL }}

jobs:
  # For everybody, also from a fork: there is no secret here.
  check:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci --ignore-scripts
      - run: npx plugboard check --out github=-

  # GitHub gives a fork's pull request no secret, so that there is nothing to plan with: a member who has read it pushes
  # the branch to this repository.
  plan:
    if: github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository
    needs: check
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci --ignore-scripts
      - run: npx plugboard plan -o plan.json --out github=- --out markdown=plan.md
        env:
          TEAMCITY_TOKEN: \${{ secrets.TEAMCITY_READ_TOKEN }}
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: ${name}-plan
          path: |
            ${at('plan.json')}
            ${at('plan.md')}

  # It may write comments, and runs nothing of the pull request.
  comment:
    if: always() && needs.plan.result != 'skipped' && needs.plan.result != 'cancelled'
    needs: plan
    runs-on: ubuntu-latest
    permissions:
      pull-requests: write
    defaults:
      run:
        working-directory: .
    steps:
      - uses: actions/download-artifact@v4
        with:
          name: ${name}-plan
      - uses: actions/github-script@v7
        with:
          script: |
            const body = require('fs').readFileSync('plan.md', 'utf8');
            const marker = body.slice(0, body.indexOf('\\n'));
            const issue = { owner: context.repo.owner, repo: context.repo.repo, issue_number: context.issue.number };
            const comments = await github.paginate(github.rest.issues.listComments, issue);
            const mine = comments.find((one) => one.user.type === 'Bot' && one.body.startsWith(marker));
            if (mine) await github.rest.issues.updateComment({ ...issue, comment_id: mine.id, body });
            else await github.rest.issues.createComment({ ...issue, body });

  # Exactly the plan that was reviewed. It is sealed, and plugboard plans once more and refuses where anything differs.
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
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci --ignore-scripts
      - name: Fetch the plan of the pull request
        env:
          GH_TOKEN: \${{ github.token }}
        run: |
          head=$(gh api "repos/$GITHUB_REPOSITORY/commits/$GITHUB_SHA/pulls" --jq '.[0].head.sha // empty')
          if [ -z "$head" ]; then echo '::error::This commit came without a pull request, so that nobody reviewed a plan.'; exit 1; fi
          run=$(gh run list --repo "$GITHUB_REPOSITORY" --workflow ${name}.yml --event pull_request --commit "$head" --status success --limit 1 --json databaseId --jq '.[0].databaseId // empty')
          if [ -z "$run" ]; then echo '::error::The pull request has no plan that could be made.'; exit 1; fi
          gh run download "$run" --repo "$GITHUB_REPOSITORY" --name ${name}-plan
      - run: npx plugboard apply plan.json --lock-timeout 600 --out github=-
        env:
          TEAMCITY_TOKEN: \${{ secrets.TEAMCITY_TOKEN }}
          # Each secret of your connections, by the name that the program gives it:
          # REGISTRY_PASSWORD: \${{ secrets.REGISTRY_PASSWORD }}

  # Ends with 2, and so fails, where somebody has changed something by hand.
  drift:
    if: github.event_name == 'schedule'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci --ignore-scripts
      - run: npx plugboard drift --detailed-exitcode --out github=-
        env:
          TEAMCITY_TOKEN: \${{ secrets.TEAMCITY_READ_TOKEN }}
`,
  };
}
