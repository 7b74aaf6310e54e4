import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { decodeUtf8 } from '../decode-utf8.ts';
import { cleanLine } from '../import/clean-line.ts';
import { ImportError } from '../import/import-error.ts';
import type { Instant } from '../types.ts';
import { cleanAddress } from './clean-address.ts';
import { cleanPage } from './clean-page.ts';
import { type Article, shorten } from './make-article.ts';
import { cutFrontMatter, mapFrontMatter } from './map-front-matter.ts';
import { type ArticleOutcome, openArchive } from './open-archive.ts';

/** What became of one page of a site. */
export interface PageReport {
  /** Path inside the folder that was imported, with `/`. */
  readonly page: string;
  /** `skipped`: a draft. */
  readonly outcome: ArticleOutcome | 'skipped';
  /** Path inside the content folder; empty when nothing was written. */
  readonly file: string;
  /** What a person should know: why it was refused, what could not be taken along. */
  readonly notes: readonly string[];
}

export interface FolderImportOptions {
  /** The content folder. */
  readonly to: string;
  /** The address of the site, against which relative links are read. */
  readonly site: string | null;
  /** Who wrote the pages that name nobody. */
  readonly author: string | null;
  readonly now: Instant;
}

const LARGEST_PAGE = 1024 * 1024;
const MOST_PAGES = 100_000;

/**
 * Imports the Markdown pages of a site of Hugo, Jekyll or Docusaurus, and tells of each, in the order of their
 * paths. A page finds its file again by its path; a file that was edited by hand is kept. Links to files and folders
 * are not followed.
 *
 * @throws ImportError when a folder can't be read or written to.
 */
export async function* importFolder(
  folder: string,
  options: FolderImportOptions,
): AsyncGenerator<PageReport> {
  const pages = await listPages(folder);
  const archive = await openArchive(options.to);
  const from = cleanLine(basename(resolve(folder))) || 'folder';
  for (const page of pages) {
    const { article, notes, skips } = await readPage(folder, page, options);
    if (article === null) {
      yield { page, outcome: skips ? 'skipped' : 'refused', file: '', notes };
      continue;
    }
    const names = { guid: page, link: null, isGuidSure: true };
    const stored = await archive.store({ article, names, feed: from, formerly: [] }, options.now);
    yield {
      page,
      outcome: stored.outcome,
      file: stored.file,
      notes: stored.reason === null ? notes : [stored.reason, ...notes],
    };
  }
}

interface Page {
  /** Null when it makes no post; `notes` say why. */
  readonly article: Article | null;
  readonly notes: readonly string[];
  readonly skips?: boolean;
}

async function readPage(folder: string, page: string, { site, author }: FolderImportOptions): Promise<Page> {
  const path = join(folder, page);
  if ((await stat(path)).size > LARGEST_PAGE) return { article: null, notes: ['larger than 1 MiB'] };
  const { text } = decodeUtf8(await readFile(path));
  if (text === null) return { article: null, notes: ['not in UTF-8'] };
  const cut = cutFrontMatter(text);
  if (cut === null) return { article: null, notes: ['its front matter is no YAML'] };
  const facts = mapFrontMatter(cut.fields, basename(page));
  if (facts.isDraft) return { article: null, notes: ['a draft'], skips: true };
  if (facts.published === null)
    return { article: null, notes: ['it has no date: write "date: 2017-05-25" into its front matter'] };
  const { body, dropped } = cleanPage(cut.body, site);
  const heading = /^# +(.+)$/m.exec(body)?.[1];
  const title =
    shorten(facts.title ?? heading, 300) ??
    shorten(basename(page).replace(/^\d{4}-\d\d-\d\d-|\.\w+$/g, ''), 300);
  const notes = [
    ...(facts.author === null && author === null ? ['it names no author: "unknown" stands there'] : []),
    ...(dropped.length === 0 ? [] : [`left out: ${dropped.join(', ')}`]),
    ...(facts.unused.length === 0 ? [] : [`not taken from its front matter: ${facts.unused.join(', ')}`]),
  ];
  const article: Article = {
    title: title ?? 'Untitled',
    author: shorten(facts.author ?? author, 200) ?? 'unknown',
    published: facts.published,
    updated: facts.updated,
    blog: null,
    url: facts.url === null ? null : cleanAddress(facts.url, site),
    tags: [...new Set(facts.tags.flatMap((tag) => shorten(tag, 60) ?? []))].slice(0, 50),
    license: shorten(facts.license, 200),
    summary: shorten(facts.summary, 1000),
    // The title stands in the front matter.
    body:
      facts.title === null
        ? body.replace(/^# +.+\n*/, '')
        : body.replace(/^# +(.+)\n*/, (line, same) => (same.trim() === facts.title ? '' : line)),
    made: 'a Markdown page of a site',
  };
  return { article, notes };
}

async function listPages(folder: string): Promise<string[]> {
  const pages: string[] = [];
  const walk = async (inside: string): Promise<void> => {
    let entries: Dirent[];
    try {
      entries = await readdir(join(folder, inside), { withFileTypes: true });
    } catch (cause) {
      throw new ImportError(
        `can't be listed: ${(cause as NodeJS.ErrnoException).code}`,
        join(folder, inside),
        'name a readable folder',
        cause,
      );
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.name.startsWith('.') || entry.name === 'node_modules' || pages.length >= MOST_PAGES) continue;
      if (entry.isDirectory()) await walk(path);
      else if (
        entry.isFile() &&
        /\.(?:md|mdx|markdown)$/i.test(entry.name) &&
        !/^(?:README|_index)\./i.test(entry.name)
      )
        pages.push(path);
    }
  };
  await walk('');
  return pages;
}
