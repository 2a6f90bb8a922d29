import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Project, ts } from 'ts-morph';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consumer } from './consumer.ts';
import { firstMinutes } from './first-minutes.ts';
import { type Installed, installed } from './installed.ts';

describe('the package, installed into an empty folder', () => {
  let app: Installed;
  beforeAll(() => {
    app = installed();
  });
  afterAll(() => app.remove());

  it('is installed without a warning', () => {
    expect(app.said).not.toMatch(/warn|install script/i);
  });

  it('writes a first stack, checks it and shows the demo', () => {
    firstMinutes(app, process.execPath);
  });

  it('can be imported by every name that it has', () => {
    const program = `await Promise.all(${JSON.stringify(consumer.entries)}.map((entry) => import(entry)))`;
    expect(app.run(process.execPath, 'node', '--input-type=module', '-e', program)).toMatchObject({
      code: 0,
      said: '',
    });
  });

  describe.each(consumer.settings)('types resolve under moduleResolution $moduleResolution', (settings) => {
    beforeAll(() => {
      const { dependencies } = JSON.parse(readFileSync(join(app.folder, 'package.json'), 'utf8'));
      writeFileSync(join(app.folder, 'package.json'), JSON.stringify({ type: 'module', dependencies }));
      writeFileSync(join(app.folder, 'consumer.ts'), consumer.program);
      const options = { compilerOptions: { ...consumer.common, ...settings }, files: ['consumer.ts'] };
      writeFileSync(join(app.folder, 'tsconfig.consumer.json'), JSON.stringify(options));
    });

    it('for the compiler that comes along', () => {
      expect(app.run(process.execPath, 'npx', 'tsc', '-p', 'tsconfig.consumer.json')).toMatchObject({
        code: 0,
        said: '',
      });
    });

    it('for the compiler that editors still have', () => {
      const project = new Project({
        tsConfigFilePath: join(app.folder, 'tsconfig.consumer.json'),
        // The other compiler has looked into all declarations.
        compilerOptions: { skipLibCheck: true },
      });
      const found = project.formatDiagnosticsWithColorAndContext(project.getPreEmitDiagnostics());
      expect(found).toBe('');
    });
  });

  it('brings the words for the editor along: nothing is exported without', () => {
    const entries = consumer.entries.map((entry) => entry.replace('plugboard', ''));
    const { exports } = JSON.parse(readFileSync(join(app.folder, 'node_modules/plugboard/package.json'), 'utf8'));
    const files = entries.map((entry) => join(app.folder, 'node_modules/plugboard', exports[`.${entry}`].types));
    const program = ts.createProgram(files, { ...ts.getDefaultCompilerOptions(), types: [] });
    const checker = program.getTypeChecker();
    const silent = files.flatMap((file) => {
      const source = program.getSourceFile(file);
      const symbol = source && checker.getSymbolAtLocation(source);
      if (symbol === undefined) throw new Error(`${file} is no module`);
      return checker.getExportsOfModule(symbol).flatMap((one) => {
        const target = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one;
        return target.getDocumentationComment(checker).length === 0
          ? [`${file.slice(app.folder.length)}: ${one.name}`]
          : [];
      });
    });
    expect(silent).toEqual([]);
  });
});
