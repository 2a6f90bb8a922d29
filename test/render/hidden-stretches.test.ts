import { describe, expect, it } from 'vitest';
import { hiddenStretches } from '../../compiler/render/hidden-stretches.ts';

/** The text with `#` in place of each hidden stretch. */
function shown(text: string, openTexts: readonly string[] = []): string {
  const { stretches } = hiddenStretches({ openTexts, mask: (part) => part })(text);
  return stretches.reduceRight((left, { start, end }) => `${left.slice(0, start)}#${left.slice(end)}`, text);
}

describe('of a program that was not evaluated', () => {
  it.each([
    ['a text', "const pw: number = 'hunter';", "const pw: number = '#';"],
    ['an argument', "reg('hunter', 1)", "reg('#', 1)"],
    ['an item', '[\'u\', "hunter"].foo()', '[\'#\', "#"].foo()'],
    ['a part of a sum', "f({ name: 'hun' + 'ter' })", "f({ name: '#' + '#' })"],
    ['either side of a choice', "f({ a: x ? name : 'hunter', b: 1 })", "f({ a: x ? name : '#', b: 1 })"],
    ['a value below the name of a secret', "f({ password: { name: 'hunter' } })", "f({ password: { name: '#' } })"],
    ['a value under a free name', "custom({ secrets: { url: 'hunter' } })", "custom({ secrets: { url: '#' } })"],
    ['a number that is a secret', 'f({ password: 123456, timeout: 5 })', 'f({ password: #, timeout: 5 })'],
    ['every line of a template', 'x(`a\nhunter ${b} c`, d)', 'x(`#${b}#`, d)'],
    ['a template within a template', 'x(`${f(`hunter${{ a: `b` }}`)}`)', 'x(`${f(`#${{ a: `#` }}`)}`)'],
    ['a text after an escaped quote', "f('it\\'s hunter', x)", "f('#', x)"],
    ['a text that goes on in the next line', "f('a\\\nhunter', x)", "f('#', x)"],
    ['a text after a pattern with a quote', "f(/[/'\"]/, 'hunter')", "f(/[/'\"]/, '#')"],
    ['a text after a division', "f(a / b, 'hunter', c / d)", "f(a / b, '#', c / d)"],
    ['a comment with a text', "f(x); // password: 'hunter'", 'f(x); //#'],
    ['a comment that says what a secret is', 'f(x); /* password = hunter */', 'f(x); /*#'],
    ['what is no name of a variable', "secret.env('hunter')", "secret.env('#')"],
    ['a name with more behind it', "secret.env('HUN' + 'TER')", "secret.env('#' + '#')"],
    ['what other functions get', "env('HUNTER', project.of('Hunter'))", "env('#', project.of('#'))"],
    ['what is no project id', "project('hunter 2', {})", "project('#', {})"],
    ['JSON', '{ "pw": "hunter", "password": ["hunter"] }', '{ "#": "#", "password": ["#"] }'],
  ])('%s is hidden', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ["import { root } from 'plugboard';\nexport * from \"./teams.ts\";\nimport './x.ts';"],
    ["const a = await import('./a.ts');"],
    ["root({ stack: 'acme', connections: { a: github({ displayName: 'GitHub.com', url: \"https://a.example\" }) } })"],
    ["project('', { needs: ['slackConnection'] })"],
    ["project('Payments_Api2', { connections: { a: slack({ clientSecret: secret.env('SLACK_SECRET') }) } })"],
    ["policy('no-http', {})"],
    ["f(x); // the team's registry"],
    ['const ratio = a / b / c;'],
  ])('%s is shown', (text) => {
    expect(shown(text)).toBe(text);
  });

  it.each([
    ['a missing quote at the start', "  password: hunter',\n  name: 'a',", "  #\n  name: '#',"],
    ['a missing quote at the end', "  password: 'hunter,\n  name: 'a',", "  #\n  name: '#',"],
    ['a quote within', "  f('hunter'canary'x),\n  name: 'a',", '  #'],
    ['two quotes within', "  f('hun'ter'x'),\n  g()", '  #\n  g()'],
    ['a missing backtick', '  password: hunter`,\n  name: a', '  #\n  #'],
  ])('%s hides all that may be a text', (_, text, expected) => {
    expect(shown(text).startsWith(expected)).toBe(true);
    expect(shown(text)).not.toMatch(/hunter|canary|ter'/);
  });
});

describe('of a program that was evaluated', () => {
  it('what is known to be no secret is shown, wherever it stands', () => {
    const text = "reg('hub', 'hunter', 'it\\'s')";
    expect(shown(text, ['hub', "it's"])).toBe("reg('hub', '#', 'it\\'s')");
  });
});

describe('a file of many texts', () => {
  it('is read to its end', () => {
    const text = `x(\`${'a'.repeat(2_000_000)}\`, '${'\\n'.repeat(200_000)}', ${"'hunter', ".repeat(20_000)})`;
    const { stretches, texts } = hiddenStretches({ openTexts: [], mask: (part) => part })(text);
    expect(stretches.length).toBe(20_002);
    expect(texts.at(-1)).toBe('hunter');
  });
});
