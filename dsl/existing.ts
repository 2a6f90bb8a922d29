/** A connection that lives only on the server: what `existing` returns. */
export interface ExistingConnection {
  readonly existing: string;
}

/**
 * Refers to a connection that no declaration makes, by its id on the server. It stands where a property wants another
 * connection; whether the server has it is seen when a plan is made.
 *
 * @example
 * awsConnection({
 *   name: 'Deployments',
 *   credentialsType: iamRole({
 *     roleArn: 'arn:aws:iam::123456789012:role/deploy',
 *     awsConnection: existing('awsConnection_3'),
 *   }),
 * });
 */
export function existing(id: string): ExistingConnection {
  return { existing: id };
}
