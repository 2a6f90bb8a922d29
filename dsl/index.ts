export type {
  Connection,
  ConnectionOptions,
  ParameterReference,
} from './connection.ts';
export { declareConnection } from './connection.ts';
export { type ExistingConnection, existing } from './existing.ts';
export * from './kinds/index.ts';
export {
  effectiveConnections,
  type StackConnection,
  type StackLayer,
  type StackManifest,
  type StackProject,
} from './policies/manifest.ts';
export {
  feltIn,
  type PlannedChange,
  type PlannedConnection,
  type PlannedEffect,
  type PlannedProject,
  type PlannedProperty,
  type StackPlan,
} from './policies/plan.ts';
export {
  type Finding,
  type FindingOptions,
  type Policy,
  type PolicyReport,
  type PolicyRules,
  policy,
} from './policies/policy.ts';
export {
  type KindNeed,
  type Need,
  type Project,
  type ProjectProperties,
  project,
  type Root,
  type RootProperties,
  root,
  type UseNeed,
} from './project.ts';
export type { RuleSetting, RuleSettings } from './rules.ts';
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
