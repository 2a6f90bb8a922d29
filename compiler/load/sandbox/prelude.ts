/**
 * Runs in the sandbox before the program. `console` collects lines, of which the first thousand are kept. There is no
 * chance: the same sources are to give the same manifest. (There is no `Date` because the sandbox is made without.)
 */
export const prelude: string = `
  globalThis.__plugboardOutput = [];
  {
    const lines = globalThis.__plugboardOutput;
    const text = (value) => {
      if (typeof value === 'string') return value;
      if (value instanceof Error) return String(value);
      try { return JSON.stringify(value) ?? String(value); } catch { return String(value); }
    };
    const write = (...values) => {
      if (lines.length < 1000) lines.push(values.map(text).join(' ').slice(0, 2000));
    };
    globalThis.console = { log: write, info: write, warn: write, error: write, debug: write };
    Math.random = () => { throw new ReferenceError('Math.random is not defined'); };
  }
`;
