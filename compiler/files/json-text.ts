/** The value of a JSON text; undefined where there is none, or no text. */
export function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text?.replace(/^\ufeff/, '') ?? '');
  } catch {
    return undefined;
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
