import type { CompletedOption, CompletedWords } from './completed-words.ts';
import {
  optionsWithFile,
  optionsWithFreeText,
  optionsWithKnownValues,
  optionsWithValue,
  quoted,
} from './shell-words.ts';

/**
 * Returns the completion script for zsh. It works as a file of `$fpath` and with `source`.
 * Source: https://zsh.sourceforge.io/Doc/Release/Completion-System.html
 */
export function zshCompletion(words: CompletedWords): string {
  const { program, options, commands } = words;
  const names = commands.map(({ name }) => name);
  const values = optionsWithKnownValues(words).map(({ name, value, values }) => {
    const reply = `compadd -- ${values.map(quoted).join(' ')}; return`;
    return `    ${name}) ${value === 'optional' ? `if [[ $current != -* ]]; then ${reply}; fi` : reply} ;;`;
  });
  const cases = commands.map(({ name, options: own, argument }) => {
    const offered = `compadd -- ${argument.map(quoted).join(' ')}`;
    const described = `    offered=(${[...own, ...options].map(describedOption).join(' ')})`;
    return `    ${name})\n  ${argument.length > 0 ? `    ${offered}\n  ` : ''}${described} ;;`;
  });
  return `#compdef ${program}
# Completion of ${program} for zsh. Written by "${program} completion zsh".
_m365_evidence() {
  local current=$words[CURRENT] previous=$words[CURRENT-1] command= i
  local -a offered
  for ((i = 2; i < CURRENT; i++)); do
    case $words[i] in
    ${optionsWithValue(words)}) ((i++)) ;;
    ${names.join(' | ')}) command=$words[i]; break ;;
    esac
  done
  case $previous in
${values.join('\n')}
    ${optionsWithFile(words)}) _files; return ;;
    ${optionsWithFreeText(words)}) return ;;
  esac
  case $command in
${cases.join('\n')}
    *)
      offered=(${commands.map(({ name, description }) => described(name, description)).join(' ')})
      _describe -t commands command offered
      offered=(${options.map(describedOption).join(' ')}) ;;
  esac
  _describe -o -t options option offered
}
if [[ \${funcstack[1]} == _m365_evidence ]]; then
  _m365_evidence "$@"
else
  compdef _m365_evidence ${program}
fi
`;
}

function describedOption({ name, description }: CompletedOption): string {
  return described(name, description);
}

/** Returns a word with its description, as `_describe` takes it. */
function described(word: string, description: string): string {
  return quoted(`${word}:${description.replaceAll(/[\\:]/g, '\\$&')}`);
}
