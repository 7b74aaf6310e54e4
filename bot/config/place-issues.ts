import type { DescribedIssue } from '../../indexer/describe-issues.ts';
import { namePath } from '../../indexer/name-path.ts';
import type { ParsedYaml } from '../../indexer/parse-yaml.ts';
import { toOneLine } from '../../indexer/to-one-line.ts';
import type { Override } from './apply-environment.ts';
import type { ConfigFault } from './types.ts';
import { networkVariable } from './variables.ts';

const secretKey = /pass(word|wd|phrase)?$|token|secret|credential|private_?key/i;

/** Says of each issue where it was set: in a line of the file, these in order, or by a variable. */
export function placeIssues(
  issues: readonly DescribedIssue[],
  file: { readonly name: string; readonly yaml: ParsedYaml } | null,
  overrides: readonly Override[],
): ConfigFault[] {
  const inFile: { line: number; column: number; fault: ConfigFault }[] = [];
  const inEnvironment: ConfigFault[] = [];
  for (const issue of issues) {
    const variable = overrides.find(({ path }) =>
      path.every((step, index) => step === issue.path[index]),
    )?.variable;
    if (variable !== undefined || file === null) {
      inEnvironment.push({ place: variable ?? 'environment', ...describe(issue, null) });
    } else {
      const { line, column } = file.yaml.locate(issue.path, issue.part);
      const fault = { place: `${file.name}:${line}:${column}`, ...describe(issue, file.yaml) };
      inFile.push({ line, column, fault });
    }
  }
  inFile.sort((a, b) => a.line - b.line || a.column - b.column);
  return [...inFile.map(({ fault }) => fault), ...inEnvironment];
}

function describe(issue: DescribedIssue, yaml: ParsedYaml | null): { message: string; hint: string | null } {
  const path = namePath(issue.path);
  if (issue.kind === 'unknown-key' && secretKey.test(String(issue.path.at(-1)))) {
    const message = `"${path}" may not stand in a file: secrets come from the environment alone`;
    return { message: toOneLine(message), hint: nameVariable(issue.path, yaml) };
  }
  const hint = yaml?.isCommentedOut(issue.path)
    ? 'a "#" begins a comment: put the value in quotes'
    : issue.hint;
  if (path === '')
    return { message: toOneLine(yaml === null ? issue.message : `the file ${issue.message}`), hint };
  return { message: toOneLine(`"${path}" ${issue.message}`), hint };
}

/** Which variable to set in place of a secret key. */
function nameVariable(path: readonly PropertyKey[], yaml: ParsedYaml | null): string | null {
  if (path[0] === 'irc') {
    const network = yaml?.written(['irc', path[1] ?? 0, 'network']) ?? '<NETWORK>';
    return `set ${/^[\w.-]+$/.test(network) ? networkVariable(network, 'PASSWORD') : 'ALMANAC_IRC_<NETWORK>_PASSWORD'}`;
  }
  return path[0] === 'discord' ? 'set DISCORD_TOKEN, or DISCORD_TOKEN_FILE' : null;
}
