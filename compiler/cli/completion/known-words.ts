import { resolve } from 'node:path';
import { catalogue } from '../../diagnostics/catalogue.ts';
import { kindsFor } from '../../kinds/registry.ts';
import { readStackKinds } from '../../load/kind-files.ts';
import type { DeclaredProject } from '../../model.ts';
import { formNames } from '../../render/forms/forms.ts';
import { collectInput } from '../options.ts';
import type { Candidate } from './offer.ts';
import type { GivenOptions, KnownWords } from './offer-for.ts';

/** Somebody waits with a finger on the tab key. */
const milliseconds = 2000;

/** Words that commands take, from the stack in a folder and from the compiler. */
export function knownWords(folder: string): KnownWords {
  const projects = async (options: GivenOptions): Promise<readonly DeclaredProject[]> => {
    // What it takes to evaluate is read in only where somebody asks for it.
    const { declaredProjects } = await import('../../load/declared-projects.ts');
    const inputs = (options.get('--input') ?? []).reduce((all, one) => collectInput(one, all), {});
    return declaredProjects({ stackFile: stackOf(folder, options), inputs, limits: { milliseconds } });
  };
  return {
    project: async (options) => (await projects(options)).map(({ id, name }) => ({ word: id, description: name })),
    address: async (options) =>
      (await projects(options)).flatMap(({ id, connections }) =>
        connections.map(({ key, kind }) => ({ word: `${id}/${key}`, description: kind })),
      ),
    'code or kind': async (options) => [
      ...Object.entries(catalogue).map(([code, { title }]): Candidate => ({ word: code, description: title })),
      ...kindsFor((await readStackKinds(stackOf(folder, options))).kinds).all.map(
        ({ name, title }): Candidate => ({ word: name, description: title }),
      ),
    ],
    'form=file': async () => formNames.map((form) => ({ word: `${form}=` })),
  };
}

const stackOf = (folder: string, options: GivenOptions): string =>
  resolve(folder, options.get('--stack')?.at(-1) ?? 'plugboard.ts');
