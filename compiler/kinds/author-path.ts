import type { Kind } from './kind.ts';
import { isSecureName, mappedName } from './stored-names.ts';

/**
 * How the author writes the value that a feature property stores (`credentialsProvider.accessKeyId`), or the choice
 * that it tells of; the feature property's own name where the author has no word for it.
 */
export function authorPath(kind: Kind | undefined, featureProperty: string): string {
  const property = kind?.properties.find((one) => one.featureProperty === featureProperty);
  const choice = kind?.choices.find(({ options }) => options.some(({ sets }) => Object.hasOwn(sets, featureProperty)));
  return property?.path ?? choice?.path ?? mappedPath(kind, featureProperty) ?? featureProperty;
}

function mappedPath(kind: Kind | undefined, featureProperty: string): string | undefined {
  const map = kind?.maps.find(({ secret }) => secret === isSecureName(featureProperty));
  return map && `${map.path}.${mappedName(featureProperty)}`;
}
