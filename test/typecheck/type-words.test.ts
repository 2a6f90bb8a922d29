import { describe, expect, it } from 'vitest';
import { typeWords } from '../../compiler/typecheck/type-words.ts';
import { messagesFor } from '../load/program-folder.ts';

describe('a message of the type checker', () => {
  it.each([
    [
      'a property that is missing',
      ["Property 'botToken' is missing in type '{ name: string; }' but required in type 'SlackConnection'."],
      { message: '`slackConnection` lacks `botToken`.', hint: 'Add it.' },
    ],
    [
      'many that are',
      [
        "Type '{}' is missing the following properties from type 'Omit<AccessKey, \"option\">': a, b, c, d, and 2 more.",
      ],
      { message: '`accessKey` lacks `a`, `b`, `c`, `d` and 2 more.', hint: 'Add them.' },
    ],
    [
      'a slip',
      [
        "Object literal may only specify known properties, but 'urll' does not exist in type 'DockerRegistry & ConnectionOptions'. Did you mean to write 'url'?",
      ],
      { message: '`dockerRegistry` has no property `urll`.', hint: 'Did you mean `url`?' },
    ],
    [
      'a property of nothing',
      ["Object literal may only specify known properties, and ''x y'' does not exist in type 'ProjectProperties'."],
      { message: '`project` has no property `x y`.', hint: 'Remove it, or correct its name.' },
    ],
    [
      'a secret as text',
      ["Type 'string' is not assignable to type 'Secret | undefined'."],
      {
        message: '`at` is a secret, which is never written down, but named: a text cannot stand there.',
        hint: "Say where it is kept: `secret.env('NAME')`, `secret.file(...)`, `secret.vault(...)` or `secret.command(...)`.",
      },
    ],
    [
      'one of few texts',
      ['Type \'"clowd"\' is not assignable to type \'"cloud" | "on-premises" | undefined\'.'],
      { message: '`at` cannot be "clowd"; it can be `cloud` or `on-premises`.', hint: 'Did you mean `cloud`?' },
    ],
    [
      'one of few alternatives',
      ["Type 'number' is not assignable to type 'AccessKeys | TempCredentials'."],
      { message: '`at` cannot be a number; it is what `accessKeys(...)` or `tempCredentials(...)` gives.' },
    ],
    [
      'something that is no connection',
      ["Type '{ name: string; }' is not assignable to type 'Connection<string>'."],
      { message: '`at` must be a connection, and is such an object.' },
    ],
    [
      'a simple type',
      ["Type 'true' is not assignable to type 'string'."],
      { message: '`at` must be a text, and is `true` or `false`.' },
    ],
    [
      'the innermost of many lines that can be said',
      [
        "Argument of type '{ a: string; }' is not assignable to parameter of type 'SlackConnection & ConnectionOptions'.",
        "  Types of property 'a' are incompatible.",
        "    Type 'string' is not assignable to type 'number'.",
      ],
      { message: '`a` must be a number, and is a text.' },
    ],
  ])('is said in the author’s words: %s', (_, lines, expected) => {
    expect(typeWords(lines, 'at')).toEqual(expected);
  });

  it.each([
    ["Cannot find name 'x'."],
    ["Type 'Settings' is not assignable to type 'Other'."],
    ["Type 'string' is not assignable to type '\"a\" | Settings'."],
    ['Expected 1 arguments, but got 2.'],
  ])('stays as it is where it speaks of something else: %s', (line) => {
    expect(typeWords([line], 'at')).toBeUndefined();
  });

  it('comes so from the real one', async () => {
    const messages = await messagesFor({
      'stack/plugboard.ts': `import { accessKey, dockerECRRegistry, githubConnection, project, root, secret, slackConnection } from 'plugboard';
const a = githubConnection({
  displayName: 'x', clientId: 'y',
  clientSecret: 'hunter',
});
const b = dockerECRRegistry({
  displayName: 'ECR', registryId: '123456789012', regionCode: 'eu-central-1',
  credentialsProvider: accessKey({ accessKeyId: 'AKIA', secretAcessKey: secret.env('X') }),
  credentialsType: 'accessKeys',
});
const c = slackConnection({ displayName: 'Slack', clientId: 'x', clientSecret: secret.env('X') });
export default root({ stack: 'x', edition: 'clowd', connections: { a, b, c }, projects: [project('P', { paren: 'x' })] });`,
    });
    expect(messages.filter((one) => one.startsWith('TS'))).toEqual([
      'TS2322 plugboard.ts:4:3 `clientSecret` is a secret, which is never written down, but named: a text cannot stand there.',
      'TS2561 plugboard.ts:8:57 `accessKey` has no property `secretAcessKey`.',
      'TS2322 plugboard.ts:9:3 `credentialsType` cannot be a text; it is what `accessKeys(...)` or `tempCredentials(...)` gives.',
      'TS2345 plugboard.ts:11:27 `slackConnection` lacks `botToken`.',
    ]);
  });
});
