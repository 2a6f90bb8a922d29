import { expect, it } from 'vitest';
import type { Manifest } from '../../compiler/model.ts';
import { jsonText } from '../../compiler/render/json-text.ts';
import { manifestJson } from '../../compiler/render/manifest-json.ts';
import { showJson } from '../../compiler/render/show-json.ts';

const order = "##teamcity[setParameter name='x' value='y']";
const manifest: Manifest = {
  formatVersion: '1.0',
  stack: order,
  edition: 'on-premises',
  projects: [{ id: '_Root', effective: 0 }],
  connections: [],
  effectiveSets: [{ adds: [] }],
};

it.each([
  ['a document', jsonText({ [order]: [order] }), { [order]: [order] }],
  ['a manifest', manifestJson(manifest), manifest],
])('%s holds nothing that a TeamCity agent takes for a message to itself, and says the same', (_, text, value) => {
  expect(text).not.toContain('##teamcity[');
  expect(JSON.parse(text)).toEqual(value);
});

it('what is shown of projects holds no message to an agent either', () => {
  const text = showJson(manifest, ['_Root']);
  expect(text).not.toContain('##teamcity[');
  expect(JSON.parse(text)).toMatchObject({ stack: order });
});
