import type { Form, FormName } from './report.ts';

/** Every form that a report can be written in, read in when it is asked for. A new form is one entry here. */
export const forms: Readonly<Record<FormName, () => Promise<Form>>> = {
  text: async () => (await import('./text.ts')).textForm,
  json: async () => (await import('./json.ts')).jsonForm,
  markdown: async () => (await import('./markdown/markdown.ts')).markdownForm,
  html: async () => (await import('./html.ts')).htmlForm,
  github: async () => (await import('./github.ts')).githubForm,
  'gitlab-terraform': async () => (await import('./gitlab-terraform.ts')).gitlabTerraformForm,
  'gitlab-codequality': async () => (await import('./gitlab-codequality.ts')).gitlabCodequalityForm,
  teamcity: async () => (await import('./teamcity/teamcity.ts')).teamcityForm,
  sarif: async () => (await import('./sarif.ts')).sarifForm,
  junit: async () => (await import('./junit.ts')).junitForm,
};

/** Whether there is such a form. */
export const isFormName = (name: string): name is FormName => Object.hasOwn(forms, name);

/** All of them, in the order in which help lists them. */
export const formNames: readonly string[] = Object.keys(forms);
