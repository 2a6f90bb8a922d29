export type {
  Connection,
  ConnectionOptions,
  ParameterReference,
} from './connection.ts';
export { declareConnection } from './connection.ts';
export { type ExistingConnection, existing } from './existing.ts';
export * from './kinds/index.ts';
export {
  type Need,
  type Project,
  type ProjectProperties,
  project,
  type Root,
  type RootProperties,
  root,
} from './project.ts';
export {
  type CommandSecret,
  type EnvironmentSecret,
  type FileSecret,
  type KeptSecret,
  type Secret,
  type SecretOptions,
  secret,
  type VaultPlace,
  type VaultSecret,
} from './secret.ts';
