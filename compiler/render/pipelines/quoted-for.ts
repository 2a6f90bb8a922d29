// Names of folders and secrets are written into files of other languages: each has its own way to say that a text is one.

/** A text in YAML. */
export const forYaml = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Whether a name can be written into all of them: GitHub evaluates expressions wherever they stand. */
export const isWritable = (name: string): boolean => !/\$\{\{|\p{Cc}/u.test(name);

/** A pattern of GitHub's that means this path and what is below it. */
export const forGithubPaths = (folder: string): string =>
  forYaml(`${folder.replaceAll(/[\\*?+[\]!]/g, (one) => `\\${one}`)}/**`);

/** A text in Kotlin, in which TeamCity looks for references to parameters. */
export const forKotlin = (text: string): string =>
  `"${text
    .replaceAll(/[\\"$]/g, (one) => `\\${one}`)
    .replaceAll('%', '%%')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')}"`;

/** Lines of a shell script in a raw text of Kotlin. */
export const scriptForKotlin = (lines: readonly string[], indent: string): string =>
  lines.map((line) => `${indent}${line.replaceAll('$', () => "${'$'}").replaceAll('%', '%%')}`).join('\n');
