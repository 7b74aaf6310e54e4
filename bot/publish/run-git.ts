import { execFile } from 'node:child_process';

/** What came of one call of git. */
export interface GitRun {
  readonly isDone: boolean;
  readonly output: string;
}

/** Milliseconds for work on this machine, and for what goes over the network. */
const PATIENCE = 30_000;
const PATIENCE_ONLINE = 120_000;
const MOST_OUTPUT = 1024 * 1024;
/** Set by git for the hooks that it runs: they would point our calls at another repository. */
const FOREIGN = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_OBJECT_DIRECTORY'];

/** Runs git in a folder: no shell, no questions, bounded in time. Never rejects. */
export function runGit(
  folder: string,
  args: readonly string[],
  { isOnline = false, env = {} }: { isOnline?: boolean; env?: Readonly<Record<string, string>> } = {},
): Promise<GitRun> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.includes(name)));
  return new Promise((resolve) => {
    const child = execFile(
      'git',
      ['-C', folder, ...args],
      {
        env: { ...own, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_EDITOR: 'true', ...env },
        timeout: isOnline ? PATIENCE_ONLINE : PATIENCE,
        maxBuffer: MOST_OUTPUT,
      },
      (error, stdout, stderr) =>
        resolve({
          isDone: error === null,
          output: (error === null ? stdout : stderr || error.message).trim(),
        }),
    );
    child.stdin?.end();
  });
}
