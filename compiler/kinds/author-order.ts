import { authorPath } from './author-path.ts';
import type { Kind } from './kind.ts';

/** Orders feature properties as the kind's schema lists what the author writes; what it has no word for comes last. */
export function byAuthorOrder(kind: Kind | undefined): (a: string, b: string) => number {
  const names = Object.keys(kind?.schema.properties ?? {});
  const paths = kind?.properties.map(({ path }) => path) ?? [];
  const place = (featureProperty: string): readonly [number, number, string] => {
    const path = authorPath(kind, featureProperty);
    const [name = ''] = path.split('.');
    const index = names.indexOf(name);
    return [index < 0 ? names.length : index, paths.indexOf(path), path];
  };
  return (a, b) => {
    const [nameA, pathA, textA] = place(a);
    const [nameB, pathB, textB] = place(b);
    return nameA - nameB || pathA - pathB || (textA < textB ? -1 : textA > textB ? 1 : 0);
  };
}
