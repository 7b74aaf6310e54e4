import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toOneLine } from '../../indexer/to-one-line.ts';
import { runGit } from './run-git.ts';

/** Where the remote's branch stands while we build upon it. */
const BASE = 'refs/almanac/base';
const SEPARATOR = '%x00';

/** A step of git that failed, in git's words. */
class PushFault extends Error {
  override readonly name = 'PushFault';
}

/**
 * Pushes what a commit did to one file, and nothing else that the remote lacks, as a branch of its own: upon the
 * branch there that the present one follows, or else the one that is the remote's first. Author and message stay.
 * Gives why it failed, or `null`. Neither the working tree nor what is staged is touched.
 */
export async function pushFile(
  folder: string,
  file: string,
  commit: string,
  { remote, branch }: { readonly remote: string; readonly branch: string },
): Promise<string | null> {
  try {
    const followed = await findFollowed(folder, remote);
    const refspec = `+${followed}:${BASE}`;
    await git(folder, ['fetch', '--quiet', '--no-tags', '--', remote, refspec], { isOnline: true });
    const base = await git(folder, ['rev-parse', BASE]);
    const parent = await git(folder, ['rev-parse', `${commit}^`]);
    const pushed = base === parent ? commit : await commitUpon(base, folder, file, commit);
    await git(folder, ['push', '--quiet', '--', remote, `${pushed}:refs/heads/${branch}`], {
      isOnline: true,
    });
    return null;
  } catch (error) {
    if (error instanceof PushFault) return toOneLine(error.message);
    throw error;
  } finally {
    await runGit(folder, ['update-ref', '-d', BASE]);
  }
}

/** The branch of the remote that is followed here, `refs/heads/main`, or `HEAD`. */
async function findFollowed(folder: string, remote: string): Promise<string> {
  const here = await runGit(folder, ['symbolic-ref', '--quiet', 'HEAD']);
  if (!here.isDone) return 'HEAD';
  const format = '--format=%(upstream:remotename) %(upstream:remoteref)';
  const [name, ref] = (await git(folder, ['for-each-ref', format, here.output])).split(' ');
  return name === remote && ref !== undefined ? ref : 'HEAD';
}

/** The same change of the file as a commit upon another one; in an index of its own. */
async function commitUpon(base: string, folder: string, file: string, commit: string): Promise<string> {
  const own = await mkdtemp(join(tmpdir(), 'almanac-push-'));
  try {
    const env = { GIT_INDEX_FILE: join(own, 'index') };
    await git(folder, ['read-tree', base], { env });
    const blob = await runGit(folder, ['rev-parse', '--verify', '--quiet', `${commit}:./${file}`]);
    const path = (await git(folder, ['rev-parse', '--show-prefix'])) + file;
    const change = blob.isDone
      ? ['update-index', '--add', '--cacheinfo', `100644,${blob.output},${path}`]
      : ['update-index', '--force-remove', '--', file];
    await git(folder, change, { env });
    const tree = await git(folder, ['write-tree'], { env });
    if (tree === (await git(folder, ['rev-parse', `${base}^{tree}`])))
      throw new PushFault(
        'the remote has it so already: close the branch that was pushed before, if there is one',
      );
    return await git(folder, ['commit-tree', tree, '-p', base, '-m', await messageOf(folder, commit)], {
      env: await signatureOf(folder, commit),
    });
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

function messageOf(folder: string, commit: string): Promise<string> {
  return git(folder, ['log', '-1', '--format=%B', commit]);
}

async function signatureOf(folder: string, commit: string): Promise<Record<string, string>> {
  const format = ['%an', '%ae', '%aI', '%cn', '%ce'].join(SEPARATOR);
  const [name = '', email = '', date = '', committer = '', address = ''] = (
    await git(folder, ['log', '-1', `--format=${format}`, commit])
  ).split('\0');
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: committer,
    GIT_COMMITTER_EMAIL: address,
  };
}

async function git(
  folder: string,
  args: readonly string[],
  options?: Parameters<typeof runGit>[2],
): Promise<string> {
  const { isDone, output } = await runGit(folder, args, options);
  if (!isDone) throw new PushFault(output);
  return output;
}
