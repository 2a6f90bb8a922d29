import { revisionOf } from '../kinds/secret-reference.ts';
import type { PropertyChange, ResendReason, SentValue } from '../model.ts';
import { placeInWords } from './place-in-words.ts';

const resendReasons: Readonly<Record<ResendReason, string>> = {
  'value-differs': ', not the one that was sent last',
  rotation: ', sent again',
};

/** What is sent in place of a value that no plan holds. */
export function sentText(
  secret: Exclude<SentValue, string>,
  { sentRevision, resend, formerSecret }: Pick<PropertyChange, 'sentRevision' | 'resend' | 'formerSecret'>,
): string {
  if ('connection' in secret) return '(known after apply)';
  const place = placeInWords(secret);
  const source = formerSecret === undefined ? place : `${secretPlace(formerSecret)} -> ${place}`;
  const revised = sentRevision === undefined ? '' : `, revision ${sentRevision} -> ${revisionOf(secret)}`;
  const why = resend === undefined ? revised : resendReasons[resend];
  return `(sensitive value from ${source}${why})`;
}

/** What stands for a secret that is there, and where it came from if that changes. */
export const sensitiveText = (former: PropertyChange['formerSecret']): string =>
  former === undefined ? '(sensitive value)' : `(sensitive value from ${secretPlace(former)})`;

/** Where a value is kept. */
const secretPlace = (secret: NonNullable<PropertyChange['formerSecret']>): string =>
  secret.secret === 'keep' ? 'the server' : placeInWords(secret);
