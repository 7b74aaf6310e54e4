import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkContent } from '../../indexer/check/check-content.ts';
import { formatFault } from '../../indexer/check/format-fault.ts';
import { writeContentFile } from '../../indexer/new/write-content-file.ts';
import { parsePost } from '../../indexer/parse-post.ts';
import { decodeUtf8 } from '../../indexer/decode-utf8.ts';
import { readContentFile } from '../../indexer/read-content-file.ts';
import { toInstant } from '../../indexer/to-instant.ts';
import type { Fault } from '../../indexer/types.ts';
import { type Contribution, editDraft, makeDraft } from '../drafts/make-draft.ts';
import { signCommit } from '../drafts/sign-commit.ts';
import { toPost } from '../drafts/to-post.ts';
import type { Draft, DraftState } from '../drafts/types.ts';
import { type DraftFolder, openDraftFolder, type StoredDraft } from '../store/draft-folder.ts';
import { commitFile } from './commit-file.ts';
import { DraftFault } from './draft-fault.ts';
import { pushFile } from './push-file.ts';

export interface DraftDeskOptions {
  /** The content folder. */
  readonly content: string;
  /** The remote that gets a branch for each post; `null`: nothing is pushed. */
  readonly push: string | null;
  readonly now: () => Date;
}

export interface Published {
  /** Path inside the content folder. */
  readonly file: string;
  /** What the check finds doubtful: a post that says the same, say. */
  readonly warnings: readonly string[];
  /** The commit's short name; `null`: the folder is in no git repository. */
  readonly commit: string | null;
  /** The branch that was pushed. */
  readonly branch: string | null;
  /** Why it could not be pushed. */
  readonly unpushed: string | null;
}

/** Drafts of one person that wait at a time, so that nobody fills up the place of all. */
const MOST_OF_ONE = 20;

/** All that can be done to drafts; one thing at a time. Each rejects with a DraftFault when it can't be done. */
export interface DraftDesk {
  /** Keeps what came from a chat, and gives its number. */
  add(contribution: Contribution): Promise<number>;
  list(state: DraftState): Promise<StoredDraft[]>;
  /** A draft whatever became of it. */
  find(number: number): Promise<StoredDraft>;
  edit(number: number, change: { title: string; text: string; tags: string[] }): Promise<void>;
  /** Checks it as `almanac check` does, puts it into the content folder, commits it. */
  publish(number: number): Promise<Published>;
  reject(number: number): Promise<void>;
  /** Undoes the last step: a rejected draft waits again, a published one is taken back. */
  restore(number: number): Promise<Published | null>;
  /** Told of each draft that came in through this desk. */
  onAdded(listener: (number: number, draft: Draft) => void): void;
}

/** Opens the desk. @throws Error when there is no content folder. */
export async function openDraftDesk(options: DraftDeskOptions): Promise<DraftDesk> {
  const folder = await openDraftFolder(options.content);
  const listeners: ((number: number, draft: Draft) => void)[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    add: (contribution) =>
      inTurn(async () => {
        const draft = makeDraft(contribution);
        if (draft === null) throw new DraftFault('a draft needs a title and a text');
        const [{ place, account }] = draft.contributors;
        const own = (await folder.list('waiting')).filter(({ draft: other }) =>
          other?.contributors.some((one) => one.place === place && one.account === account),
        );
        if (own.length >= MOST_OF_ONE)
          throw new DraftFault('enough drafts of yours wait for the moderators already');
        const number = await folder.add(draft);
        if (number === null) throw new DraftFault('too many drafts wait for the moderators already');
        for (const listener of listeners) listener(number, draft);
        return number;
      }),
    list: folder.list,
    find: (number) => findDraft(folder, number),
    edit: (number, change) =>
      inTurn(async () => {
        const edited = editDraft(await readWaiting(folder, number), change);
        if (edited === null) throw new DraftFault('a draft needs a title and a text');
        await folder.write(number, 'waiting', edited);
      }),
    publish: (number) => inTurn(() => publish(number, folder, options)),
    reject: (number) => inTurn(() => move(folder, number, 'waiting', 'rejected')),
    restore: (number) =>
      inTurn(async () => {
        const { state } = await findDraft(folder, number);
        if (state === 'waiting') throw new DraftFault(`draft ${number} waits already`);
        if (state === 'published') return takeBack(number, folder, options);
        await move(folder, number, 'rejected', 'waiting');
        return null;
      }),
    onAdded: (listener) => void listeners.push(listener),
  };
}

async function publish(number: number, folder: DraftFolder, options: DraftDeskOptions): Promise<Published> {
  const { content, now } = options;
  const draft = await readWaiting(folder, number);
  const post = toPost(draft, toInstant(now()));
  refuseFaults(post.faults);
  // Who moves it first publishes it, also of two processes.
  await move(folder, number, 'waiting', 'published');
  try {
    if (!(await writeContentFile(content, post.file, post.text)))
      throw new DraftFault(`there is a post of that day and title already: ${post.file}`);
    try {
      const all = await checkContent(content);
      refuseFaults(all.filter(({ file }) => file === post.file));
      // That two posts are alike is told of the later one in the alphabet.
      const faults = all.filter(({ file, message }) => file === post.file || message.includes(post.file));
      const warnings = faults.map((fault) => formatFault(fault));
      await folder.write(number, 'published', { ...draft, post: post.file });
      const commit = await commitFile(content, post.file, signCommit('Publish', draft));
      return { file: post.file, warnings, commit, ...(await pushPost(number, post.file, commit, options)) };
    } catch (error) {
      await rm(join(content, post.file), { force: true });
      throw error;
    }
  } catch (error) {
    await folder.write(number, 'published', draft);
    await folder.move(number, 'published', 'waiting');
    throw error;
  }
}

/** The post as it is now, with what was mended in it since, waits as a draft again. */
async function takeBack(number: number, folder: DraftFolder, options: DraftDeskOptions): Promise<Published> {
  const { content } = options;
  const { draft } = await findDraft(folder, number);
  const file = draft?.post ?? '';
  if (draft === null || !/^posts\/\d{4}\/[a-z0-9.-]+\.md$/.test(file))
    throw new DraftFault(`draft ${number} does not say which post it became`);
  const { bytes } = await readContentFile(content, file);
  const post = bytes === null ? null : parsePost(file, decodeUtf8(bytes).text ?? '').post;
  if (post === null) throw new DraftFault(`the post can't be read any more: ${file}`);
  const { title, author, tags } = post;
  await folder.write(number, 'published', {
    ...draft,
    title,
    author,
    tags,
    text: post.body.trim(),
    post: null,
  });
  await move(folder, number, 'published', 'waiting');
  await rm(join(content, file));
  try {
    const commit = await commitFile(content, file, signCommit('Take back', draft));
    return { file, warnings: [], commit, ...(await pushPost(number, file, commit, options)) };
  } catch (error) {
    await writeFile(join(content, file), bytes ?? '');
    await folder.write(number, 'waiting', draft);
    await folder.move(number, 'waiting', 'published');
    throw error;
  }
}

async function pushPost(
  number: number,
  file: string,
  commit: string | null,
  { push, content }: DraftDeskOptions,
) {
  if (commit === null || push === null) return { branch: null, unpushed: null };
  const branch = `almanac/draft-${number}-${commit}`;
  const unpushed = await pushFile(content, file, commit, { remote: push, branch });
  return { branch: unpushed === null ? branch : null, unpushed };
}

async function findDraft(folder: DraftFolder, number: number): Promise<StoredDraft> {
  const stored = await folder.find(number);
  if (stored === null) throw new DraftFault(`there is no draft ${number}`);
  return stored;
}

async function readWaiting(folder: DraftFolder, number: number): Promise<Draft> {
  const { state, draft, faults } = await findDraft(folder, number);
  if (state !== 'waiting') throw new DraftFault(`draft ${number} is ${state} already`);
  refuseFaults(faults);
  if (draft === null) throw new DraftFault(`draft ${number} can't be read`);
  return draft;
}

async function move(folder: DraftFolder, number: number, from: DraftState, to: DraftState): Promise<void> {
  if (await folder.move(number, from, to)) return;
  const { state } = await findDraft(folder, number);
  throw new DraftFault(`draft ${number} is ${state}`);
}

function refuseFaults(faults: readonly Fault[]): void {
  const errors = faults.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new DraftFault(errors.map((fault) => formatFault(fault)).join('\n'));
}
