import { decodeUtf8 } from './decode-utf8.ts';
import { listContentFiles } from './list-content-files.ts';
import { parseEvent } from './parse-event.ts';
import { parsePost } from './parse-post.ts';
import { type ContentFile, readContentFiles } from './read-content-file.ts';
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
  const faults: Fault[] = [...listed];
  const posts = new Map<string, Post>();
  const events = new Map<string, Event>();
  let done = 0;
  for await (const content of readContentFiles(dir, files)) {
    const text = readText(content, faults);
    if (text !== null && content.file.startsWith('posts/')) {
      const read = parsePost(content.file, text);
      faults.push(...read.faults);
      if (read.post !== null) keepFirst(posts, read.post, faults);
    } else if (text !== null) {
      const read = parseEvent(content.file, text);
      faults.push(...read.faults);
      if (read.event !== null) keepFirst(events, read.event, faults);
    }
    done += 1;
    onProgress?.(done, files.length);
  }
  return { posts: [...posts.values()], events: [...events.values()], faults: faults.sort(compareFaults) };
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

function keepFirst<T extends { id: string; file: string }>(
  kept: Map<string, T>,
  item: T,
  faults: Fault[],
): void {
  const first = kept.get(item.id);
  if (first === undefined) {
    kept.set(item.id, item);
    return;
  }
  faults.push({
    severity: 'error',
    file: item.file,
    line: 1,
    column: 1,
    message: `the id "${item.id}" is taken by ${first.file}`,
    hint: 'rename this file, or give it another "id"',
  });
}
