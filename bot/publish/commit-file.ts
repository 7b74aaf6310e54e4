import { toOneLine } from '../../indexer/to-one-line.ts';
import type { Signature } from '../drafts/sign-commit.ts';
import { DraftFault } from './draft-fault.ts';
import { runGit } from './run-git.ts';

/**
 * Commits the present state of one file (it was added, or is gone), and nothing else that may be changed or
 * staged, with the contributor as author. Gives the commit's short name; `null`: the folder is in no git
 * repository, or git is not there.
 * @throws DraftFault when git refuses: a hook said no, say. What was staged is taken back.
 */
export async function commitFile(
  folder: string,
  file: string,
  { author, message }: Signature,
): Promise<string | null> {
  const inside = await runGit(folder, ['rev-parse', '--is-inside-work-tree']);
  if (!inside.isDone || inside.output !== 'true') return null;
  const known = await runGit(folder, ['config', 'user.email']);
  // A machine that runs a bot often has nobody's name.
  const env: Record<string, string> = known.isDone
    ? {}
    : { GIT_COMMITTER_NAME: 'Almanac', GIT_COMMITTER_EMAIL: 'almanac@noreply.invalid' };
  // Letter for letter, whatever the name holds.
  const path = `:(literal)${file}`;
  const added = await runGit(folder, ['add', '--all', '--', path]);
  const args = ['commit', '--quiet', `--author=${author}`, `--message=${message}`, '--only', '--', path];
  const committed = added.isDone ? await runGit(folder, args, { env }) : added;
  if (!committed.isDone) {
    await runGit(folder, ['reset', '--quiet', '--', path]);
    throw new DraftFault(`git refused the commit: ${toOneLine(committed.output)}`);
  }
  return (await runGit(folder, ['rev-parse', '--short', 'HEAD'])).output;
}
