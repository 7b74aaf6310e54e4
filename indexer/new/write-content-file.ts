import { dirname, join } from 'node:path';
import { describeFailure, openFolder } from '../import/open-folder.ts';
import { ImportError } from '../import/import-error.ts';
import { writeNew } from '../import/write-new.ts';

/**
 * Writes a new file of a content folder, making its folders; false when there is one of that name. `file` is
 * its path inside the content folder, with `/`.
 * @throws ImportError when it can't be written, or a link would lead it out of the folder.
 */
export async function writeContentFile(folder: string, file: string, text: string): Promise<boolean> {
  const root = await openFolder(folder, folder);
  let inside = root;
  for (const part of dirname(file).split('/')) inside = await openFolder(join(inside, part), folder, root);
  try {
    return await writeNew(join(root, file), text);
  } catch (cause) {
    const message = `${file} can't be written: ${describeFailure(cause)}`;
    throw new ImportError(message, folder, 'name a folder that may be written to', cause);
  }
}
