import type { SourceFile } from 'typescript/unstable/ast';
import type { Diagnostic, Program } from 'typescript/unstable/async';
import type { TypeMessage } from '../compiler-output.ts';
import { apiMessages } from './api-messages.ts';

/** A program in a compiler that stays. */
export interface KeptProgram {
  readonly files: () => Promise<readonly string[]>;
  /** Whether there is nothing that is said instead of type errors: syntax errors, and faults of the program as a whole. */
  readonly hasTypes: () => Promise<boolean>;
  /** What a file has to do with others; `undefined` where it is none of the program. */
  readonly outlineOf: (file: string) => Promise<Outline | undefined>;
  readonly syntaxErrorsOf: (file: string) => Promise<readonly TypeMessage[]>;
  readonly typeErrorsOf: (file: string) => Promise<readonly TypeMessage[]>;
}

/** What a file has to do with others. */
export interface Outline {
  /** Whether it can concern no other files than those that import it. */
  readonly isModule: boolean;
  /** What it imports, as it is written. */
  readonly imports: readonly string[];
}

/** Asks a compiler, whose answers are waited for with `ask`. */
export function keptProgram(
  program: Program,
  ask: <Answer>(question: () => Promise<Answer>) => Promise<Answer>,
): KeptProgram {
  const errors = async (
    file: string,
    diagnostics: () => Promise<readonly Diagnostic[]>,
  ): Promise<readonly TypeMessage[]> => {
    const found = await ask(diagnostics);
    const source = found.length === 0 ? undefined : await ask(() => program.getSourceFile(file));
    return source === undefined ? [] : apiMessages(found, source);
  };
  return {
    files: () => ask(() => program.getSourceFileNames()),
    hasTypes: async () => {
      const instead = await ask(() =>
        Promise.all([
          program.getConfigFileParsingDiagnostics(),
          program.getSyntacticDiagnostics(),
          program.getProgramDiagnostics(),
          program.getGlobalDiagnostics(),
        ]),
      );
      return instead.every(({ length }) => length === 0);
    },
    outlineOf: async (file) => {
      const source = await ask(() => program.getSourceFile(file));
      return source && outlineOf(source);
    },
    syntaxErrorsOf: (file) => errors(file, () => program.getSyntacticDiagnostics(file)),
    typeErrorsOf: (file) => errors(file, () => program.getSemanticDiagnostics(file)),
  };
}

function outlineOf(source: SourceFile): Outline {
  const declaresElsewhere = [
    source.moduleAugmentations,
    source.ambientModuleNames,
    source.referencedFiles,
    source.typeReferenceDirectives,
    source.libReferenceDirectives,
  ].some(({ length }) => length > 0);
  return {
    isModule:
      source.externalModuleIndicator !== undefined &&
      !declaresElsewhere &&
      isTypeScript(source.fileName) &&
      // Where an import leads may then depend on more than its path.
      !source.text.includes('resolution-mode'),
    imports: source.imports.map((one) => ('text' in one ? String(one.text) : '')),
  };
}

/** JavaScript can do more to its surroundings, and declarations are for others. */
const isTypeScript = (file: string): boolean => /(?<!\.d)\.m?ts$/.test(file);
