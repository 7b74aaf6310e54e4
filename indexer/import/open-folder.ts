import { lstat, mkdir, realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { ImportError } from './import-error.ts';

/**
 * Makes a folder if it is not there, and gives its real path; refuses one that a link puts outside `root`.
 * @throws ImportError naming `to`, when there can be none.
 */
export async function openFolder(path: string, to: string, root?: string): Promise<string> {
  let real: string;
  try {
    await mkdir(path, { recursive: root === undefined });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw refuseFolder(path, to, cause);
  }
  try {
    real = await realpath(path);
    if (!(await lstat(real)).isDirectory()) throw new Error('it is no folder');
  } catch (cause) {
    throw refuseFolder(path, to, cause);
  }
  if (root !== undefined && !real.startsWith(root.endsWith(sep) ? root : root + sep)) {
    throw new ImportError(
      `a link leads out of the folder: ${path} is ${real}`,
      to,
      'put the folder itself there',
    );
  }
  return real;
}

function refuseFolder(path: string, to: string, cause: unknown): ImportError {
  return new ImportError(
    `the folder ${path} can't be made or opened: ${describeFailure(cause)}`,
    to,
    'name a folder that may be written to',
    cause,
  );
}

/** The code of a failure of the file system, or its message. */
export function describeFailure(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return code ?? message;
}
