import { setImmediate } from 'node:timers/promises';
import { decodeUtf8 } from './decode-utf8.ts';
import { listContentFiles } from './list-content-files.ts';
import { parseEvent } from './parse-event.ts';
import { parsePost } from './parse-post.ts';
import { type ContentFile, FILES_PER_TURN, readContentFiles } from './read-content-file.ts';
import type { Content, Event, Fault, Post } from './types.ts';

export interface ReadContentOptions {
  /** Told after each file how many of how many are read. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads the posts and events of a content folder, in the order of their paths. A file with errors is left
 * out and told in `faults` (sorted by file and line); it never stops the others. Of two files with one id
 * the second is left out.
 *
 * @throws ContentError when there is no content folder.
 */
export async function readContent(dir: string, { onProgress }: ReadContentOptions = {}): Promise<Content> {
  const { files, faults: listed } = await listContentFiles(dir);
  let done = 0;
  const read = await readFiles(dir, files, () => onProgress?.(++done, files.length));
  const faults = [...listed, ...read.faults];
  const posts = keepFirsts(read.posts, faults);
  const events = keepFirsts(read.events, faults);
  return { posts, events, faults: faults.sort(compareFaults) };
}

/** What files hold, each by itself: ids may be there twice. Faults are in the order of files. */
export interface ReadFiles {
  readonly posts: readonly Post[];
  readonly events: readonly Event[];
  readonly faults: readonly Fault[];
}

/** Reads files that `listContentFiles(dir)` gave. */
export async function readFiles(
  dir: string,
  files: readonly string[],
  onFile?: (content: ContentFile) => void,
): Promise<ReadFiles> {
  const [posts, events, faults]: [Post[], Event[], Fault[]] = [[], [], []];
  let done = 0;
  for (const content of readContentFiles(dir, files)) {
    const read = readPage(content);
    posts.push(...read.posts);
    events.push(...read.events);
    faults.push(...read.faults);
    onFile?.(content);
    if (++done % FILES_PER_TURN === 0) await setImmediate();
  }
  return { posts, events, faults };
}

/** Reads one file; whether it holds a post or an event is told by its folder. */
export function readPage(content: ContentFile): ReadFiles {
  const faults: Fault[] = [];
  const text = readText(content, faults);
  if (text === null) return { posts: [], events: [], faults };
  if (content.file.startsWith('posts/')) {
    const { post, faults } = parsePost(content.file, text);
    return { posts: post === null ? [] : [post], events: [], faults };
  }
  const { event, faults: found } = parseEvent(content.file, text);
  return { posts: [], events: event === null ? [] : [event], faults: found };
}

/** By file (code units), then line, then column. */
export function compareFaults(a: Fault, b: Fault): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

function readText({ file, bytes, fault }: ContentFile, faults: Fault[]): string | null {
  if (bytes === null) {
    faults.push(fault);
    return null;
  }
  const { text, line, column } = decodeUtf8(bytes);
  if (text === null) {
    const message = 'the file is not in UTF-8 from here on';
    faults.push({ severity: 'error', file, line, column, message, hint: 'save it as UTF-8' });
  }
  return text;
}

interface Named {
  readonly id: string;
  readonly file: string;
}

function keepFirsts<T extends Named>(items: readonly T[], faults: Fault[]): T[] {
  const kept = new Map<string, T>();
  for (const item of items) {
    const first = kept.get(item.id);
    if (first === undefined) kept.set(item.id, item);
    else faults.push(tellTaken(item, first));
  }
  return [...kept.values()];
}

/** Says that an item is left out, since `first` has its id. */
export function tellTaken(item: Named, first: Named): Fault {
  return {
    severity: 'error',
    file: item.file,
    line: 1,
    column: 1,
    message: `the id "${item.id}" is taken by ${first.file}`,
    hint: 'rename this file, or give it another "id"',
  };
}
