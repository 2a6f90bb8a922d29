/** Letters that are no plain ones with an accent. */
const plain: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', Æ: 'Ae', æ: 'ae', Ø: 'O', ø: 'o', Œ: 'Oe' },
  ...{ œ: 'oe', Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', ı: 'i' },
};

/** Words of a text in letters that an identifier may have: accents are dropped, other scripts left out. */
export function wordsOf(text: string): readonly string[] {
  return text
    .slice(0, 1000)
    .normalize('NFKD')
    .replace(/[ßÆæØøŒœŁłĐđı]/g, (letter) => plain[letter] ?? '')
    .replace(/[\p{M}'’]/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
}

const longest = 48;

/** `GitHub.com (reports)` -> `gitHubComReports`; `ECR` -> `ecr`. Empty where no word is left. */
export function camelCase(words: readonly string[]): string {
  return digitsLater(
    within(
      words.map((word, index) => (index === 0 ? lowered(word) : raised(word))),
      '',
    ),
  );
}

/** `GitHub.com` -> `GITHUB_COM`. */
export function upperSnakeCase(words: readonly string[]): string {
  return digitsLater(
    within(
      words.map((word) => word.toUpperCase()),
      '_',
    ),
  );
}

/** `TeamRegistry` -> `team-registry`. */
export function kebabCase(words: readonly string[]): string {
  const parts = words.flatMap((word) => word.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/));
  return within(
    parts.map((part) => part.toLowerCase()),
    '-',
  );
}

/** Capitals at the start are one word, as far as they go: `HTTPServer` -> `httpServer`. */
const lowered = (word: string): string => word.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());

const raised = (word: string): string => {
  const rest = /^[A-Z0-9]+$/.test(word) ? word.slice(1).toLowerCase() : word.slice(1);
  return word.charAt(0).toUpperCase() + rest;
};

/** As many whole words as make a name that can still be read. */
function within(words: readonly string[], separator: string): string {
  let name = (words[0] ?? '').slice(0, longest);
  for (const word of words.slice(1)) {
    if (name.length + separator.length + word.length > longest) break;
    name += `${separator}${word}`;
  }
  return name;
}

const digitsLater = (name: string): string => (/^[0-9]/.test(name) ? `_${name}` : name);
