/** A property, outside of connections, that names connections by their ids. */
export interface ReferringProperty {
  readonly name: string;
  /** One id; several, with commas between them; or the id of a token, which can hold the id of its connection. */
  readonly holds: 'id' | 'ids' | 'token';
}

/**
 * Properties of build features, VCS roots and project features that point at a connection, whatever type the feature is
 * of. Values with parameter references (`%registry%`) are known only to builds, and not followed.
 *
 * A token's id names its connection only on newer servers (`tc_token_id:<server uuid>-<connection id>:...`). The usual
 * form (`CID_<32 hex digits>`) is a number of its own, which nothing outside of the server resolves.
 */
export const referringProperties: readonly ReferringProperty[] = [
  // Docker registries and Amazon ECR, in the Docker build feature.
  { name: 'login2registry', holds: 'ids' },
  // The NPM build feature, the Kubernetes executor, GitHub App tokens for builds, pull requests and commit statuses.
  { name: 'connectionId', holds: 'id' },
  // AWS credentials for builds, S3 storages, EC2 cloud profiles.
  { name: 'awsConnectionId', holds: 'id' },
  // Azure storages.
  { name: 'azure_connection_id', holds: 'id' },
  // The Slack notifier.
  { name: 'plugin:notificator:jbSlackNotifier:connection', holds: 'id' },
  // Commit statuses and pull requests of JetBrains Space.
  { name: 'spaceConnectionId', holds: 'id' },
  // Commit statuses of GitHub, as older versions kept them.
  { name: 'github_oauth_provider_id', holds: 'id' },
  // VCS roots that were made from a connection, as older versions kept them.
  { name: 'oauthProviderId', holds: 'id' },
  // VCS roots that pipelines made.
  { name: 'pipelines.connectionId', holds: 'id' },
  // VCS roots, commit statuses, pull requests and issue trackers that sign in with a token of a connection.
  { name: 'tokenId', holds: 'token' },
];
