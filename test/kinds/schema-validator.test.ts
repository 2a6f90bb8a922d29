import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeKind } from '../../compiler/kinds/describe-kind.ts';
import { builtInKinds } from '../../compiler/kinds/registry.ts';
import { faultsOf } from '../../compiler/kinds/schema-validator.ts';
import { authorForms } from './author-forms.ts';

const ajv = new Ajv2020({ allErrors: true, discriminator: true, strict: false });

/** An author form with one thing in it changed, anywhere. */
function spoilt(form: unknown, at: number, by: unknown): unknown {
  const texts = JSON.stringify(form).split(/(?<=[:,{[])/);
  const index = at % texts.length;
  const end = /[:,{[\]}]*$/.exec(texts[index] ?? '')?.[0] ?? '';
  const text = texts.map((one, place) => (place === index ? JSON.stringify(by) + end : one)).join('');
  try {
    return JSON.parse(text);
  } catch {
    return by;
  }
}

const odd = fc.oneof(
  fc.json().map((text): unknown => JSON.parse(text)),
  fc.constantFrom('', 'secret', 'option', 'env', 7),
);

describe('the validator of a kind', () => {
  it.each(builtInKinds.all)('says what the schema says: $name', (kind) => {
    const validate = ajv.compile(kind.schema);
    fc.assert(
      fc.property(authorForms(kind), fc.nat(200), odd, (form, at, by) => {
        for (const value of [form, spoilt(form, at, by), { ...form, more: by }, by]) {
          const expected = validate(value) ? [] : (validate.errors ?? []);
          expect(faultsOf(kind, value)).toEqual(
            expected.map(({ instancePath, keyword, params }) => ({ instancePath, keyword, params })),
          );
        }
      }),
    );
  });

  it('is not taken for that of another kind with the same name', () => {
    const [kind] = builtInKinds.all;
    if (kind === undefined) throw new Error('no kind');
    const another = describeKind(kind.name, { ...kind.schema });
    expect(() => faultsOf(another, {})).toThrow(`there is no validator of the kind \`${kind.name}\``);
  });
});
