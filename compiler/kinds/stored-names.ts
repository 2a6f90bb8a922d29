const prefix = 'secure:';

/** Whether the server hides what it stores under this name. */
export const isSecureName = (featureProperty: string): boolean => featureProperty.startsWith(prefix);

/** How a map of free names calls a feature property: a secure one without what all of them start with. */
export const mappedName = (featureProperty: string): string =>
  isSecureName(featureProperty) ? featureProperty.slice(prefix.length) : featureProperty;

/** The feature property that a map's entry is stored in. */
export const storedName = (name: string, secret: boolean): string =>
  secret && !isSecureName(name) ? `${prefix}${name}` : name;
