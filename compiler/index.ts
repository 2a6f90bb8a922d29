export { type Compiled, compile } from './compile.ts';
export type { Diagnostic, Span } from './diagnostics/diagnostic.ts';
export { Failure } from './diagnostics/failure.ts';
export { effectiveConnections } from './flatten/effective.ts';
export { readDataDirectory } from './live/data-directory.ts';
export { findProjectFiles, type ProjectFile } from './live/project-files.ts';
export { restReader } from './live/rest-reader.ts';
export type * from './model.ts';
export { type Planned, type PlanOptions, planChanges } from './plan/plan.ts';
