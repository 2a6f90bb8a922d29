import { expect, it } from 'vitest';
import { revisionRange } from '../../compiler/revisions/revision-range.ts';

it.each([
  [['main'], { from: 'main', to: undefined, fromMergeBase: false }],
  [['main', 'feature'], { from: 'main', to: 'feature', fromMergeBase: false }],
  [['main..feature'], { from: 'main', to: 'feature', fromMergeBase: false }],
  [['main..'], { from: 'main', to: 'HEAD', fromMergeBase: false }],
  [['..feature'], { from: 'HEAD', to: 'feature', fromMergeBase: false }],
  [['main...feature'], { from: 'main', to: 'feature', fromMergeBase: true }],
  [['main...'], { from: 'main', to: 'HEAD', fromMergeBase: true }],
  [['v1.2'], { from: 'v1.2', to: undefined, fromMergeBase: false }],
  [['v1.2..v1.3'], { from: 'v1.2', to: 'v1.3', fromMergeBase: false }],
] as const)('%j is read as Git reads it', ([first, second], expected) => {
  expect(revisionRange(first, second)).toEqual(expected);
});
