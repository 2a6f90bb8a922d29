import picocolors from 'picocolors';

/** The few ways in which text is set off. Each gives its text back unchanged where colours are off. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/** A style with colours, or without. */
export const styleFor = (colors: boolean): Style => picocolors.createColors(colors);
