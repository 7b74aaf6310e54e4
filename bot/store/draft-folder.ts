import { readdir, realpath, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { decodeUtf8 } from '../../indexer/decode-utf8.ts';
import { openFolder } from '../../indexer/import/open-folder.ts';
import { writeBeside } from '../../indexer/import/write-beside.ts';
import { readContentFile } from '../../indexer/read-content-file.ts';
import { writeNew } from '../../indexer/import/write-new.ts';
import type { Fault } from '../../indexer/types.ts';
import { readDraft, writeDraft } from '../drafts/draft-file.ts';
import { DRAFT_STATES, type Draft, type DraftState } from '../drafts/types.ts';

/** A draft as it lies in its folder. */
export interface StoredDraft {
  /** Its own for good, whatever becomes of it. */
  readonly number: number;
  readonly state: DraftState;
  readonly path: string;
  /** `null`: the file has faults. */
  readonly draft: Draft | null;
  readonly faults: readonly Fault[];
}

export interface DraftFolder {
  /** Keeps a draft and gives its number; `null`: too many wait already. @throws Error when it can't be written. */
  add(draft: Draft): Promise<number | null>;
  /** By number. Reads every file of that state. */
  list(state: DraftState): Promise<StoredDraft[]>;
  find(number: number): Promise<StoredDraft | null>;
  /** Moves a draft; false when somebody else has moved it first. */
  move(number: number, from: DraftState, to: DraftState): Promise<boolean>;
  write(number: number, state: DraftState, draft: Draft): Promise<void>;
}

const MOST_WAITING = 200;
const NAME = /^draft-([1-9]\d{0,6})\.md$/;
/** Others may take the same number at the same time. */
const MOST_TRIES = 20;

/**
 * The drafts beside a content folder: those that wait in `drafts/`, what became of others in `rejected/` and
 * `published/` in it; the folders are made when there is something to put there. No part of a name comes
 * from outside.
 * @throws Error when there is no content folder.
 */
export async function openDraftFolder(content: string): Promise<DraftFolder> {
  const parent = dirname(await realpath(content));
  const root = join(parent, 'drafts');
  const folders: Readonly<Record<DraftState, string>> = {
    waiting: root,
    rejected: join(root, 'rejected'),
    published: join(root, 'published'),
  };
  const makeFolders = async () => {
    for (const state of DRAFT_STATES) await openFolder(folders[state], 'drafts', parent);
  };
  const numbersIn = async (state: DraftState) =>
    (await namesIn(folders[state])).flatMap((name) => Number(NAME.exec(name)?.[1] ?? 0) || []);
  const pathOf = (number: number, state: DraftState) => join(folders[state], `draft-${number}.md`);
  const read = async (number: number, state: DraftState): Promise<StoredDraft> => {
    const file = `draft-${number}.md`;
    const { bytes, fault } = await readContentFile(folders[state], file);
    const base = { number, state, path: pathOf(number, state) };
    if (fault !== null) return { ...base, draft: null, faults: [fault] };
    // Bytes that are no text leave nothing of it, which is a fault too.
    return { ...base, ...readDraft(file, decodeUtf8(bytes).text ?? '') };
  };
  return {
    async add(draft) {
      await makeFolders();
      const all = await Promise.all(DRAFT_STATES.map(numbersIn));
      if ((all[0]?.length ?? 0) >= MOST_WAITING) return null;
      const next = Math.max(0, ...all.flat()) + 1;
      for (let number = next; number < next + MOST_TRIES; number++) {
        if (await writeNew(pathOf(number, 'waiting'), writeDraft(draft))) return number;
      }
      throw new Error('no number is free for the draft');
    },
    async list(state) {
      const numbers = (await numbersIn(state)).sort((a, b) => a - b);
      return Promise.all(numbers.map((number) => read(number, state)));
    },
    async find(number) {
      for (const state of DRAFT_STATES) {
        if ((await numbersIn(state)).includes(number)) return read(number, state);
      }
      return null;
    },
    async move(number, from, to) {
      await makeFolders();
      try {
        await rename(pathOf(number, from), pathOf(number, to));
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
        throw error;
      }
    },
    write: (number, state, draft) => writeBeside(pathOf(number, state), writeDraft(draft)),
  };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
