import { decodeUtf8 } from './decode-utf8.ts';
import { parsePost } from './parse-post.ts';
import { readContentFile } from './read-content-file.ts';

/**
 * The Markdown of one post, whose path the index gave: the index itself holds only its text.
 * @throws Error when the file is not a post any more.
 */
export async function readPostBody(folder: string, file: string): Promise<string> {
  const { bytes, fault } = await readContentFile(folder, file);
  if (bytes === null) throw new Error(`${file} ${fault.message}`);
  const { post } = parsePost(file, decodeUtf8(bytes).text ?? '');
  if (post === null) throw new Error(`${file} is no post any more`);
  return post.body;
}
