import type { transformSync } from 'oxc-transform';

/** A file without its types, and a source map of that where one was asked for. */
interface Stripped {
  readonly code: string;
  /** JSON text; its only source is the file. */
  readonly map?: string | undefined;
}

/** Takes the types out of TypeScript, and nothing else; undefined where the text has faults. */
export type StripTypes = (
  name: string,
  text: string,
  withMap?: 'with map',
) => Promise<Stripped | undefined> | Stripped | undefined;

/**
 * The native stripper recurses on the host's stack, up to a kilobyte for each character: however this much nests, there
 * is room. What is longer, and any file where there is no native stripper for this platform, TypeScript's own one gets:
 * it takes half a second to read in, and can fail without taking the process along.
 */
const longestForNative = 128 * 1024;

export async function typeStripper(): Promise<StripTypes> {
  const native = await nativeStripper();
  return (name, text, withMap) =>
    (text.length <= longestForNative ? native?.(name, text, withMap) : undefined) ?? stripSlowly(name, text, withMap);
}

type NativeStripper = (name: string, text: string, withMap?: 'with map') => Stripped | undefined;

async function nativeStripper(): Promise<NativeStripper | undefined> {
  try {
    return strippingWith((await import('oxc-transform')).transformSync);
  } catch {
    return undefined;
  }
}

const strippingWith =
  (transform: typeof transformSync): NativeStripper =>
  (name, text, withMap) => {
    const sourcemap = withMap === 'with map';
    const { code, map, errors } = transform(name, text, { lang: 'ts', sourceType: 'module', sourcemap });
    if (errors.length > 0) return undefined;
    return { code, ...(map === undefined ? {} : { map: JSON.stringify(map) }) };
  };

async function stripSlowly(name: string, text: string, withMap?: 'with map'): Promise<Stripped | undefined> {
  const { ts } = await import('ts-morph');
  try {
    const {
      outputText,
      sourceMapText,
      diagnostics = [],
    } = ts.transpileModule(text, {
      fileName: name.endsWith('.mts') ? 'file.mts' : 'file.ts',
      reportDiagnostics: true,
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.ESNext,
        sourceMap: withMap === 'with map',
        newLine: ts.NewLineKind.LineFeed,
      },
    });
    if (diagnostics.some(({ category }) => category === ts.DiagnosticCategory.Error)) return undefined;
    return {
      code: outputText.replace(/\n\/\/# sourceMappingURL=[^\n]*\s*$/, '\n'),
      ...(sourceMapText === undefined ? {} : { map: sourceMapText }),
    };
  } catch (error) {
    // It nests too deeply.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
