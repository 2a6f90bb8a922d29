import { isKept, placeOf } from '../../kinds/secret-reference.ts';
import type { FeatureValue, KeptSecret, SecretReference } from '../../model.ts';

/** Whether a value is looked up, or left, elsewhere. */
export const isSecret = (value: FeatureValue | undefined): value is SecretReference | KeptSecret =>
  typeof value === 'object' && 'secret' in value;

/** Whether two secrets come from the same place, whatever their revisions are. */
export const isSamePlace = (a: SecretReference | KeptSecret, b: FeatureValue | undefined): boolean =>
  isSecret(b) && (isKept(a) || isKept(b) ? isKept(a) && isKept(b) : placeOf(a) === placeOf(b));
