import { checkContent } from '../../indexer/check/check-content.ts';
import { formatAnnotation } from '../../indexer/check/format-annotation.ts';
import { formatFault } from '../../indexer/check/format-fault.ts';
import { eventJsonSchema } from '../../indexer/parse-event.ts';
import { postJsonSchema } from '../../indexer/parse-post.ts';
import { mendContent } from '../../indexer/mend/mend-content.ts';
import { createConsole } from '../console.ts';
import { InputFault } from '../input-fault.ts';
import { clean } from '../render/terminal.ts';
import { exportStaged } from './export-staged.ts';
import { readConfig, type SharedOptions, todayIn } from './open-content.ts';
import { readWords } from './read-words.ts';

export interface CheckOptions extends SharedOptions {
  /** `github`: as annotations in a pull request. */
  readonly format: 'text' | 'github';
  /** Print a JSON Schema of this kind's front matter instead. */
  readonly schema?: 'post' | 'event';
  /** Mend first what is mechanical. */
  readonly fix?: boolean;
  /** Check the files as they are staged in git. */
  readonly staged?: boolean;
}

/** `almanac check`: prints every fault; exit code 1 when there is an error among them. */
export async function runCheck(paths: readonly string[], options: CheckOptions): Promise<void> {
  const console = createConsole(process);
  if (options.schema !== undefined) {
    const schema = options.schema === 'post' ? postJsonSchema() : eventJsonSchema();
    return console.print(JSON.stringify(schema, null, 2));
  }
  const { content, words: given, community, configFile } = await readConfig(options, console);
  const folder = options.content ?? content;
  const words = await readWords(given, configFile);
  if (options.staged && (options.fix || paths.length > 0))
    throw new InputFault('--staged goes with no paths and not with --fix: it checks all that is staged');
  if (options.fix) {
    const mends = await mendContent(folder, paths, words);
    for (const { file, line, what } of mends) {
      console.print(
        options.json
          ? JSON.stringify({ mended: what, file, line })
          : clean(`${file}:${line}: mended: ${what}`),
      );
    }
  }
  const today = options.today ?? todayIn(community.timezone, new Date());
  await using staged = options.staged ? await exportStaged(folder) : null;
  const faults = await checkContent(staged?.folder ?? folder, paths, { words, today });
  const render = options.format === 'github' ? formatAnnotation : formatFault;
  for (const fault of faults) {
    console.print(options.json ? JSON.stringify(fault) : render(fault, folder));
  }
  const errors = faults.filter((fault) => fault.severity === 'error').length;
  const warnings = faults.length - errors;
  console.note(
    faults.length === 0
      ? `${paths.length > 0 ? paths.join(', ') : folder}: no faults.`
      : `${count(errors, 'error')} and ${count(warnings, 'warning')} in ${count(new Set(faults.map((f) => f.file)).size, 'file')}.`,
  );
  if (errors > 0) process.exitCode = 1;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
