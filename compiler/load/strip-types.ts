import type { transformSync } from 'oxc-transform';

/** A file without its types, and a source map of that where one was asked for. */
interface Stripped {
  readonly code: string;
  /** JSON text; its only source is the file. */
  readonly map?: string | undefined;
}

/** Takes the types out of TypeScript; undefined where the text has faults. */
export type StripTypes = (file: string, text: string, withMap?: 'with map') => Stripped | undefined;

/** The stripper is native code, which there is not for every platform: then the bundler does it all. */
export async function typeStripper(): Promise<StripTypes | undefined> {
  try {
    return strippingWith((await import('oxc-transform')).transformSync);
  } catch {
    return undefined;
  }
}

const strippingWith =
  (transform: typeof transformSync): StripTypes =>
  (file, text, withMap) => {
    const sourcemap = withMap === 'with map';
    const { code, map, errors } = transform(file, text, { lang: 'ts', sourceType: 'module', sourcemap });
    if (errors.length > 0) return undefined;
    return { code, ...(map === undefined ? {} : { map: JSON.stringify(map) }) };
  };
