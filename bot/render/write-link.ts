import { titleFor } from './gaps.ts';

/**
 * Where one writes a post for a question: the configured address, on GitHub with the file begun. `null`:
 * none is configured.
 */
export function writeLink(question: string, writeUrl: string | null): string | null {
  if (writeUrl === null) return null;
  const url = new URL(writeUrl);
  if (url.hostname !== 'github.com' || !url.pathname.includes('/new/')) return writeUrl;
  const title = titleFor(question);
  const stem = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  url.searchParams.set('filename', `${stem || 'new-post'}.md`);
  // JSON's strings are YAML's.
  url.searchParams.set('value', `---\ntitle: ${JSON.stringify(title)}\nauthor: \npublished: \n---\n\n`);
  return url.href;
}
