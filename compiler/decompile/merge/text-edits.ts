import type { SourceFile } from 'ts-morph';

/** A stretch of a file and what is to stand in its place. */
interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Changes of files, gathered while their syntax trees still tell where things are. */
export interface TextEdits {
  readonly replace: (file: SourceFile, start: number, end: number, text: string) => void;
  readonly insert: (file: SourceFile, at: number, text: string) => void;
  readonly changed: () => readonly SourceFile[];
  /** The text of a file with all its edits: whatever none of them touches stays, byte for byte. */
  readonly textOf: (file: SourceFile) => string;
}

/** No edits yet. */
export function textEdits(): TextEdits {
  const edits = new Map<SourceFile, TextEdit[]>();
  const replace = (file: SourceFile, start: number, end: number, text: string): void => {
    const own = edits.get(file);
    if (own === undefined) edits.set(file, [{ start, end, text }]);
    else own.push({ start, end, text });
  };
  return {
    replace,
    insert: (file, at, text) => replace(file, at, at, text),
    changed: () => [...edits.keys()],
    textOf: (file) => {
      const before = file.getFullText();
      const sorted = [...(edits.get(file) ?? [])].sort((a, b) => a.start - b.start || a.end - b.end);
      let text = '';
      let at = 0;
      for (const edit of sorted) {
        // An edit inside of one that was made already is part of what went.
        if (edit.start < at) continue;
        text += before.slice(at, edit.start) + edit.text;
        at = edit.end;
      }
      return text + before.slice(at);
    },
  };
}
