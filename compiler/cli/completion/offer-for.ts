import type { Argument, Command, Option } from 'commander';
import { type Candidate, nothing, type Offer } from './offer.ts';

/** Words that only the stack or the compiler know, by what commands call them: `project`, `address`, `code or kind`. */
export type KnownWords = Readonly<Record<string, (options: GivenOptions) => Promise<readonly Candidate[]>>>;

/** Options in front of the word, as they are written, with their values: later ones add to earlier ones. */
export type GivenOptions = ReadonlyMap<string, readonly string[]>;

/**
 * What can stand in place of the last word, the others being in front of it. All of it is read from the commands, so
 * there is no second list of them.
 */
export async function offerFor(program: Command, words: readonly string[], known: KnownWords): Promise<Offer> {
  const word = words.at(-1) ?? '';
  const { command, options, open, operands, isOnlyOperands } = readWords(program, words.slice(0, -1));
  const offerValue = async (one: Argument | Option, name: string, prefix = ''): Promise<Offer> => {
    // The file of `--out FORM=FILE` comes after another word.
    if (name === 'form=file' && word.slice(prefix.length).includes('=')) return { paths: 'files', candidates: [] };
    const { paths, candidates } = await valuesOf(name, one.argChoices, options, known);
    return { paths, candidates: candidates.map((candidate) => ({ ...candidate, word: prefix + candidate.word })) };
  };
  if (open !== undefined) return offerValue(open, placeholderOf(open));
  const [, name] = /^(--[^=]+)=/.exec(word) ?? [];
  if (name !== undefined && !isOnlyOperands) {
    const option = optionOf(command, name);
    return option === undefined || !takesValue(option)
      ? nothing
      : offerValue(option, placeholderOf(option), `${name}=`);
  }
  if (word.startsWith('-') && !isOnlyOperands) return { paths: 'none', candidates: optionsOf(command) };
  if (command.commands.length > 0) return { paths: 'none', candidates: commandsOf(command) };
  if (command.name() === 'help') return { paths: 'none', candidates: commandsOf(program) };
  const argument = command.registeredArguments[operands];
  if (argument !== undefined) return offerValue(argument, argument.name());
  return isOnlyOperands ? nothing : { paths: 'none', candidates: optionsOf(command) };
}

/** What the words in front say: the command, options, and whether the last option still wants its value. */
interface ReadWords {
  readonly command: Command;
  readonly options: GivenOptions;
  readonly open: Option | undefined;
  readonly operands: number;
  readonly isOnlyOperands: boolean;
}

function readWords(program: Command, words: readonly string[]): ReadWords {
  const options = new Map<string, readonly string[]>();
  let command = program;
  let open: Option | undefined;
  let operands = 0;
  let isOnlyOperands = false;
  const give = ({ long, flags }: Option, value: string): void => {
    const name = long ?? flags;
    options.set(name, [...(options.get(name) ?? []), value]);
  };
  for (const word of words) {
    if (open !== undefined) {
      give(open, word);
      open = undefined;
    } else if (isOnlyOperands || !/^-./.test(word)) {
      const sub = command.commands.find((one) => one.name() === word) ?? helpOf(command, word);
      if (sub === undefined) operands += 1;
      else command = sub;
    } else if (word === '--') {
      isOnlyOperands = true;
    } else {
      const [, name = word, value] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
      const option = optionOf(command, name);
      if (option !== undefined && value !== undefined) give(option, value);
      else if (option !== undefined && takesValue(option)) open = option;
    }
  }
  return { command, options, open, operands, isOnlyOperands };
}

const optionOf = (command: Command, name: string): Option | undefined =>
  command.options.find(({ long, short }) => name === long || name === short);
const takesValue = (option: Option): boolean => option.required || option.optional;
const placeholderOf = ({ flags }: Option): string => /[<[](.+?)(?:\.\.\.)?[>\]]/.exec(flags)?.[1] ?? '';
const helpOf = (command: Command, word: string): Command | undefined =>
  word === 'help'
    ? command
        .createHelp()
        .visibleCommands(command)
        .find((one) => one.name() === word)
    : undefined;

const optionsOf = (command: Command): readonly Candidate[] =>
  command
    .createHelp()
    .visibleOptions(command)
    .map(({ long, short, description }) => ({ word: long ?? short ?? '', description }));

const commandsOf = (command: Command): readonly Candidate[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ word: one.name(), description: one.description() }));

async function valuesOf(
  name: string,
  choices: readonly string[] | undefined,
  options: GivenOptions,
  known: KnownWords,
): Promise<Offer> {
  if (choices !== undefined) return { paths: 'none', candidates: choices.map((word) => ({ word })) };
  if (name === 'dir') return { paths: 'folders', candidates: [] };
  if (name === 'file' || name === 'plan') return { paths: 'files', candidates: [] };
  const candidates = (Object.hasOwn(known, name) ? await known[name]?.(options) : undefined) ?? [];
  return { paths: 'none', candidates: candidates.filter(({ word }) => isLiteral.test(word)) };
}

/**
 * A word that every shell takes as it stands, and no command takes for an option. A stack may declare anything, and what
 * is no such word its check refuses.
 */
const isLiteral = /^[A-Za-z0-9_][A-Za-z0-9_.:@+=/-]*$/;
