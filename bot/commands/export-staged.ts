import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { toOneLine } from '../../indexer/to-one-line.ts';
import { InputFault } from '../input-fault.ts';
import { runGit } from '../publish/run-git.ts';

export interface Staged extends AsyncDisposable {
  /** A copy of the content folder as git's index has it, until it is disposed of. */
  readonly folder: string;
}

/**
 * Writes the files of a folder as they are staged in git, all of them, into a folder of its own, readable by its
 * owner only. In a hook, the index is the one of the commit: `git commit FILE` makes one for itself.
 * @throws InputFault when the folder is in no git repository, or git can't do it.
 */
export async function exportStaged(folder: string): Promise<Staged> {
  const found = await runGit(folder, ['rev-parse', '--absolute-git-dir', '--show-prefix']);
  if (!found.isDone) throw new InputFault(`${folder}: ${toOneLine(found.output)} (--staged asks git)`);
  const [gitDir = '', prefix = ''] = found.output.split('\n');
  const root = await mkdtemp(join(await realpath(tmpdir()), 'almanac-staged-'));
  const remove = () => rm(root, { recursive: true, force: true });
  try {
    const args = ['checkout-index', '--all', '--quiet', `--prefix=${root}${sep}`];
    const { isDone, output } = await runGit(folder, args, { env: indexOf(gitDir) });
    if (!isDone) throw new InputFault(`${folder}: what is staged can't be read: ${toOneLine(output)}`);
    const copy = join(root, prefix);
    // A folder without posts is none; here it is one of which nothing is staged.
    await mkdir(join(copy, 'posts'), { recursive: true }).catch(() => undefined);
    return { folder: copy, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The index that git tells its hooks, if it is one of this repository. */
function indexOf(gitDir: string): Record<string, string> {
  const given = process.env.GIT_INDEX_FILE;
  const file = given === undefined ? '' : resolve(given);
  return file.startsWith(resolve(gitDir) + sep) ? { GIT_INDEX_FILE: file } : {};
}
