/** The shells that completion can be set up for. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type CompletedShell = (typeof shells)[number];

// Each asks `plugboard complete SHELL -- WORDS` for a first line with what paths to offer, and then for a candidate a
// line, with its description behind a tab. None of them has the shell evaluate what it is answered, as words of a stack
// can be anything.

const bash = String.raw`# Completion of plugboard for bash.
_plugboard() {
  local IFS=$' \t\n' line=$COMP_LINE word raw= blank paths= candidate quoted i
  local -a words=()
  # Bash splits at "=" and ":", too: what stands together is one word.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${'$'}{COMP_WORDS[i]}
    blank=${'$'}{line%%[![:blank:]]*}
    line=${'$'}{line#"$blank"}
    line=${'$'}{line#"$word"}
    if ((i == 0)); then continue; fi
    if [[ -z $blank && ${'$'}{#words[@]} -gt 0 ]] && [[ $word == [=:]* || $raw == *[=:] ]]; then
      words[${'$'}{#words[@]} - 1]+=$word
      raw+=$word
    else
      words+=("$word")
      raw=$word
    fi
  done
  local command=${'$'}{COMP_WORDS[0]}
  type -P -- "$command" >/dev/null || command=plugboard
  # What bash has split off already is not to be repeated.
  local before=${'$'}{raw%"${'$'}{raw##*[=:]}"}
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ -z $paths ]]; then paths=$line; continue; fi
    candidate=${'$'}{line%%$'\t'*}
    printf -v quoted %q "$candidate"
    # Inside of quotes that somebody has begun, only what needs none is safe.
    if [[ $raw == *[\'\"]* && $quoted != "$candidate" ]]; then continue; fi
    COMPREPLY+=("${'$'}{quoted#"$before"}")
  done < <(command "$command" complete bash -- "${'$'}{words[@]}" 2>/dev/null)
  case $paths in
    files) compopt -o default 2>/dev/null ;;
    folders) compopt -o dirnames 2>/dev/null ;;
  esac
  if [[ ${'$'}{#COMPREPLY[@]} -eq 1 && $COMPREPLY == *= ]]; then compopt -o nospace 2>/dev/null; fi
  return 0
}
complete -F _plugboard plugboard
`;

const zsh = String.raw`#compdef plugboard
# Completion of plugboard for zsh.
_plugboard() {
  local command=${'$'}{(Q)words[1]} line
  local -a lines names shown open openShown
  (( $+commands[$command] )) || [[ -x $command ]] || command=plugboard
  lines=("${'$'}{(@f)$(command $command complete zsh -- "${'$'}{(@Q)words[2,CURRENT-1]}" "${'$'}{(Q)PREFIX}" 2>/dev/null)}")
  for line in "${'$'}{(@)lines[2,-1]}"; do
    local name=${'$'}{line%%$'\t'*} description=
    [[ $line == *$'\t'* ]] && description=" -- ${'$'}{line#*$'\t'}"
    if [[ $name == *= ]]; then
      open+=("$name")
      openShown+=("$name$description")
    else
      names+=("$name")
      shown+=("$name$description")
    fi
  done
  (( $#names )) && compadd -l -d shown -a names
  (( $#open )) && compadd -S '' -l -d openShown -a open
  if [[ $lines[1] == (files|folders) ]]; then
    compset -P '*='
    [[ $lines[1] == files ]] && _files
    [[ $lines[1] == folders ]] && _files -/
  fi
  (( compstate[nmatches] ))
}
if [[ $funcstack[1] == _plugboard ]]; then
  _plugboard "$@"
else
  compdef _plugboard plugboard
fi
`;

const fish = String.raw`# Completion of plugboard for fish.
function __plugboard_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    type -q -- "$program"; or set program plugboard
    set -l lines (command $program complete fish -- $words[2..-1] "$current" 2>/dev/null)
    switch "$lines[1]"
        case files
            __plugboard_paths __fish_complete_path "$current"
        case folders
            __plugboard_paths __fish_complete_directories "$current"
    end
    if test (count $lines) -gt 1
        printf '%s\n' $lines[2..-1]
    end
end
function __plugboard_paths
    set -l before (string match -r '^.*=' -- $argv[2])
    for line in ($argv[1] (string replace -r '^.*=' '' -- $argv[2]))
        printf '%s\n' "$before$line"
    end
end
complete -c plugboard -f -a '(__plugboard_complete)'
`;

export const scripts: Readonly<Record<CompletedShell, string>> = { bash, zsh, fish };

/** How each is told to a shell for good. */
export const installation: string = `
Put this where your shell reads it when it starts:
  bash  ~/.bashrc                     source <(plugboard completion bash)
  zsh   ~/.zshrc, behind compinit     source <(plugboard completion zsh)
  fish  ~/.config/fish/config.fish    plugboard completion fish | source

The script asks plugboard for words: it need not be made anew after an update.
Project ids and addresses come from the stack in the current folder (or --stack FILE),
which is evaluated in the sandbox for them; no server is asked.`;
