import type { CompletedWords } from './completed-words.ts';
import {
  optionsWithFile,
  optionsWithFreeText,
  optionsWithKnownValues,
  optionsWithValue,
  quoted,
} from './shell-words.ts';

/**
 * Returns the completion script for bash 3.2 (macOS) and later. Bash splits `--sandbox=healthy` into three words.
 * Source: https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html
 */
export function bashCompletion(words: CompletedWords): string {
  const { program, options, commands } = words;
  const offered = (list: readonly string[]) => quoted(list.join(' '));
  const names = commands.map(({ name }) => name);
  const everywhere = options.map(({ name }) => name);
  const values = optionsWithKnownValues(words).map(({ name, value, values }) => {
    const reply = `COMPREPLY=($(compgen -W ${offered(values)} -- "$current")); return`;
    return `    ${name}) ${value === 'optional' ? `if [[ $current != -* ]]; then ${reply}; fi` : reply} ;;`;
  });
  const cases = commands.map(
    ({ name, options: own, argument }) =>
      `    ${name}) offered=${offered([...argument, ...own.map((option) => option.name), ...everywhere])} ;;`,
  );
  return `# Completion of ${program} for bash. Written by "${program} completion bash".
_m365_evidence() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command= offered= i
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = ]]; then
    previous=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
    ${optionsWithValue(words)}) ((i++)) ;;
    ${names.join(' | ')}) command=\${COMP_WORDS[i]}; break ;;
    esac
  done
  COMPREPLY=()
  case $previous in
${values.join('\n')}
    ${optionsWithFile(words)}) COMPREPLY=($(compgen -f -- "$current")); return ;;
    ${optionsWithFreeText(words)}) return ;;
  esac
  case $command in
${cases.join('\n')}
    *) offered=${offered([...names, ...everywhere])} ;;
  esac
  COMPREPLY=($(compgen -W "$offered" -- "$current"))
}
complete -F _m365_evidence ${program}
`;
}
