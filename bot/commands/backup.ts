import { createConsole } from '../console.ts';
import { backUp } from '../store/back-up.ts';
import { nameStore } from './name-files.ts';
import { readConfig, type SharedOptions } from './open-content.ts';

/** `almanac backup`: copies the database to a new file, also while `almanac start` runs. */
export async function runBackup(to: string, options: SharedOptions): Promise<void> {
  const console = createConsole(process);
  const folder = options.content ?? (await readConfig(options, console)).content;
  const file = await nameStore(folder);
  const bytes = await backUp(file, to);
  console.print(options.json ? JSON.stringify({ from: file, to, bytes }) : to);
  console.note(`A copy of ${file}, ${bytes} bytes.`);
}
