import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quickLook } from '../../compiler/kinds/quick-look.ts';
import { builtInKinds } from '../../compiler/kinds/registry.ts';
import { authorForms } from './author-forms.ts';

const ajv = new Ajv2020({ discriminator: true, strict: false });

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

describe('a quick look at the properties of a connection', () => {
  it.each(builtInKinds.all)('says yes to nothing that the schema refuses: $name', (kind) => {
    const fits = quickLook(kind.schema);
    const validate = ajv.compile(kind.schema);
    fc.assert(
      fc.property(authorForms(kind), fc.nat(200), odd, (form, at, by) => {
        for (const value of [form, spoilt(form, at, by), { ...form, more: by }, by]) {
          if (fits(value)) expect([value, validate(value)]).toEqual([value, true]);
        }
      }),
    );
  });

  it('is enough for all that is usual', () => {
    const doubtful = builtInKinds.all.filter(({ schema }) => !schema.examples.every(quickLook(schema)));
    expect(doubtful.map(({ name }) => name)).toEqual(['awsConnection', 'custom']);
  });

  it('leaves what it does not know to the validator', () => {
    for (const schema of [{ format: 'uri' }, { minLength: 2 }, { type: ['string'] }, { const: 1 }, { oneOf: [{}] }])
      expect(quickLook(schema)('https://example.com')).toBe(false);
    expect(quickLook({ type: 'object', discriminator: { propertyName: 'kind' }, oneOf: [{}] })({})).toBe(false);
  });
});
