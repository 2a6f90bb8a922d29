import type { Manifest } from '../model.ts';
import { redact } from '../secrets/redact.ts';
import type { DiagnosticsContext } from './diagnostics-text.ts';
import { type Hidden, hiddenStretches } from './hidden-stretches.ts';
import { maskSecrets } from './mask-secrets.ts';

/** What is known of a compiled program, as far as quoting it takes. */
interface Quoted {
  readonly sourceOf: (file: string) => string | undefined;
  readonly plainSecrets: readonly string[];
  readonly openTexts: readonly string[];
  readonly kinds?: Manifest['kinds'];
}

/** With more texts to hide in one file, whatever a message quotes is taken for one of them. */
const mostCompared = 1_000;
const quotedText = /(["'`])(?:\\.|(?!\1)[^\\])*\1/g;

/** How messages quote a program without the secrets that somebody wrote into it by mistake. */
export function quoting({ sourceOf, plainSecrets, openTexts, kinds }: Quoted): DiagnosticsContext {
  const mask = maskSecrets(plainSecrets, kinds);
  const hide = hiddenStretches({ openTexts, kinds, mask });
  const known = new Map<string, Hidden>();
  const hiddenOf = (file: string, text: string): Hidden => {
    const hidden = known.get(file) ?? hide(text);
    known.set(file, hidden);
    return hidden;
  };
  return {
    lookup: (file) => {
      const text = sourceOf(file);
      return text === undefined ? undefined : { text, hidden: hiddenOf(file, text).stretches };
    },
    mask: (text, file) => {
      const source = file === undefined ? undefined : sourceOf(file);
      if (file === undefined || source === undefined) return mask(text);
      const { texts } = hiddenOf(file, source);
      if (texts.length > mostCompared) return mask(text.replace(quotedText, '$1(sensitive value)$1'));
      // Compilers repeat a literal with its quotes, and escaped: `found "hunter2"`, `type '"one\ntwo"'`.
      const repeated = texts.flatMap((one) => {
        const escaped = JSON.stringify(one);
        return [
          ...(text.includes(one) ? [`"${one}"`, `'${one}'`, `\`${one}\``] : []),
          ...(text.includes(escaped) ? [escaped] : []),
        ];
      });
      return mask(redact(text, repeated));
    },
  };
}
