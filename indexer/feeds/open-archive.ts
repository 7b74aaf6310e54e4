import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ImportError } from '../import/import-error.ts';
import { type Imprint, type Origin, writeImprinted } from '../import/imprint.ts';
import { nameStem } from '../import/name-stem.ts';
import { describeFailure, openFolder } from '../import/open-folder.ts';
import { LARGEST_FILE, type PresentFile, readPresent } from '../import/read-present.ts';
import { writeBeside } from '../import/write-beside.ts';
import type { Outcome } from '../import/write-posts.ts';
import type { Instant } from '../types.ts';
import { nameAddress } from './clean-address.ts';
import { createTwinFinder } from './find-twins.ts';
import type { EntryNames } from './identify-entries.ts';
import type { Article } from './make-article.ts';
import { markText, type TextMarks } from './text-marks.ts';

/** `duplicate`: the article is kept already, from another feed or address, and that one names this one too. */
export type ArticleOutcome = Outcome | 'duplicate';

export interface StoredArticle {
  readonly outcome: ArticleOutcome;
  /** Path inside the content folder, with `/`. */
  readonly file: string;
  /** Why it was kept or refused; else null. */
  readonly reason: string | null;
}

/** An article and where it came from. */
export interface Arrival {
  readonly article: Article;
  readonly names: EntryNames;
  /** The feed's address, and those that it had before. */
  readonly feed: string;
  readonly formerly: readonly string[];
}

/** The posts of a content folder, as a keeper of what feeds bring. */
export interface Archive {
  /**
   * Writes an article, finds it again, or finds it kept already. `now` is what an article without a date, or with
   * one to come, gets the first time; it stays.
   *
   * @throws ImportError when the folder can't be written to.
   */
  store(arrival: Arrival, now: Instant): Promise<StoredArticle>;
}

/** A post that is there. */
interface Holding {
  readonly file: string;
  /** Null when it was not imported from a feed. */
  readonly from: string | null;
  readonly title: string;
  readonly link: string | null;
  readonly shingles: ReadonlySet<number>;
  /** One writing at a time. */
  busy: Promise<unknown>;
}

const MOST_NAMESAKES = 1_000;
/** Other addresses that a file names. */
const MOST_PLACES = 20;

/**
 * Opens the posts below a content folder, which is made when it is not there. An article finds its file again
 * wherever it lies, by what the file says of itself: feed and GUID, then link, then text. So no other state is
 * needed, and a file that a person has moved or renamed is found. Files of this folder alone are written.
 * Costs one reading of all posts; in memory stay some 300 bytes a post, and 40 a hundred words.
 *
 * @throws ImportError when the folder can't be opened.
 */
export async function openArchive(to: string): Promise<Archive> {
  const root = await openFolder(to, to);
  const posts = await openFolder(join(root, 'posts'), to, root);
  const byEntry = new Map<string, Holding>();
  const byLink = new Map<string, Holding>();
  const twins = createTwinFinder<Holding>();
  const taken = new Set<string>();
  const folders = new Map<string, Promise<string>>();

  const hold = (
    file: string,
    origin: Origin | null,
    title: string,
    links: readonly string[],
    marks: TextMarks,
  ) => {
    const named = links.flatMap((link) => nameAddress(link) ?? []);
    const holding: Holding = {
      file,
      from: origin?.from ?? null,
      title,
      link: named[0] ?? null,
      shingles: marks.shingles,
      busy: Promise.resolve(),
    };
    if (origin?.entry !== undefined) byEntry.set(nameEntry(origin.from, origin.entry), holding);
    for (const link of named) if (!byLink.has(link)) byLink.set(link, holding);
    twins.add(holding, marks);
    taken.add(file);
    return holding;
  };

  for (const name of (await readdir(posts, { recursive: true })).sort()) {
    const file = `posts/${name.replaceAll('\\', '/')}`;
    if (!file.endsWith('.md')) continue;
    taken.add(file);
    const present = await readPresent(join(root, file));
    if (present === null) continue;
    const { imprint, text } = present;
    const { title, url } = imprint?.fields ?? {};
    const links = [
      typeof url === 'string' ? url : (/^url: (\S+)$/m.exec(text)?.[1] ?? ''),
      ...(imprint?.also ?? []),
    ];
    hold(file, imprint, typeof title === 'string' ? title : '', links, markText(bodyOf(text)));
  }

  /** The file of an arrival, and whether it is the same entry or the same article from elsewhere. */
  const find = (arrival: Arrival, marks: TextMarks): { holding: Holding; isOwn: boolean } | null => {
    const { article, names, feed, formerly } = arrival;
    const feeds = [feed, ...formerly];
    for (const from of names.guid === null ? [] : feeds) {
      const holding = byEntry.get(nameEntry(from, names.guid ?? ''));
      // A GUID that a feed gives to one entry after the other names none of them.
      if (holding !== undefined && (names.isGuidSure || agree(holding, arrival, marks))) {
        return { holding, isOwn: true };
      }
    }
    const isOwn = (holding: Holding) => holding.from !== null && feeds.includes(holding.from);
    const linked = names.link === null ? undefined : byLink.get(names.link);
    if (linked !== undefined) return { holding: linked, isOwn: isOwn(linked) };
    const equal = twins
      .findEqual(marks)
      .find((holding) => !isOwn(holding) || holding.title === article.title);
    if (equal !== undefined) return { holding: equal, isOwn: isOwn(equal) };
    // Reports of one feed may well be alike, and are several.
    const alike = twins.findAlike(marks, (holding) => !isOwn(holding));
    return alike === null ? null : { holding: alike, isOwn: false };
  };

  const chooseFile = (published: Instant, title: string): string | null => {
    const stem = nameStem(published, title);
    for (let number = 1; number <= MOST_NAMESAKES; number++) {
      const file = `posts/${published.slice(0, 4)}/${number === 1 ? stem : `${stem}-${number}`}.md`;
      if (!taken.has(file)) return file;
    }
    return null;
  };

  const write = async (file: string, text: string) => {
    const folder = file.slice(0, file.lastIndexOf('/'));
    const opened = folders.get(folder) ?? openFolder(join(root, folder), to, root);
    folders.set(folder, opened);
    try {
      await writeBeside(join(await opened, basename(file)), text);
    } catch (cause) {
      if (cause instanceof ImportError) throw cause;
      const message = `"${file}" can't be written: ${describeFailure(cause)}`;
      throw new ImportError(
        message,
        to,
        'see that there is room, and that the folder may be written to',
        cause,
      );
    }
  };

  return {
    async store(arrival, now) {
      const { article, names, feed } = arrival;
      const tell = (outcome: ArticleOutcome, file: string, reason: string | null = null) => ({
        outcome,
        file,
        reason,
      });
      if (article.body === '') return tell('refused', '', 'it has no text');
      const marks = markText(article.body);
      const found = find(arrival, marks);
      if (found === null) {
        const isDated = article.published !== null && article.published <= now;
        const published = isDated ? (article.published ?? now) : now;
        const made = isDated ? article.made : `${article.made}; "published" is when it was first seen`;
        const file = chooseFile(published, article.title);
        if (file === null)
          return tell('refused', '', `the ${MOST_NAMESAKES + 1}st of that day and title, or later`);
        const entry = (names.guid ?? names.link ?? `text:${marks.digest}`)
          .replace(/\s+/g, ' ')
          .slice(0, 1000);
        const text = renderArticle(
          { ...article, published, updated: laterThan(article.updated, published) },
          { from: feed, entry, made },
        );
        if (Buffer.byteLength(text) > LARGEST_FILE)
          return tell('refused', '', 'larger than 1 MiB as Markdown');
        const origin = { from: feed, entry };
        const holding = hold(file, origin, article.title, article.url === null ? [] : [article.url], marks);
        const writing = write(file, text);
        holding.busy = writing.catch(() => undefined);
        await writing;
        return tell('written', file);
      }
      const { holding, isOwn } = found;
      const settled = holding.busy.then(async () => {
        const present = await readPresent(join(root, holding.file));
        if (present === null) return tell('kept', holding.file, 'gone since it was read');
        const revised = isOwn ? revise(present, article) : nameTwin(present, article, feed);
        if (revised.text !== null) await write(holding.file, revised.text);
        return tell(revised.outcome, holding.file, revised.reason);
      });
      holding.busy = settled.catch(() => undefined);
      return settled;
    },
  };
}

interface Revision {
  readonly outcome: ArticleOutcome;
  readonly reason: string | null;
  /** What is to be written; null: nothing. */
  readonly text: string | null;
}

/** What becomes of a file when its feed brings the article again; a person's edit stays. */
function revise({ text, imprint, kept }: PresentFile, article: Article): Revision {
  if (imprint === null) return { outcome: 'kept', reason: kept, text: null };
  const published = asText(imprint.fields.published) ?? article.published ?? '';
  const same = renderArticle({ ...article, published, updated: asText(imprint.fields.updated) }, imprint);
  if (same === text) return { outcome: 'unchanged', reason: null, text: null };
  if (imprint.isEdited) {
    // The feed still has what was imported: there is nothing to tell.
    if (same.includes(`\n  digest: ${imprint.digest}\n`))
      return { outcome: 'unchanged', reason: null, text: null };
    return { outcome: 'kept', reason: 'edited by hand, and the feed has another text now', text: null };
  }
  const updated = laterThan(article.updated, published);
  return {
    outcome: 'updated',
    reason: null,
    text: renderArticle({ ...article, published, updated }, imprint),
  };
}

/** The same article from elsewhere: the file that is there names that place too. */
function nameTwin({ text, imprint }: PresentFile, { url }: Article, feed: string): Revision {
  const place = url ?? feed;
  const also = imprint?.also ?? [];
  const isKnown = imprint?.fields.url === place || also.includes(place) || also.length >= MOST_PLACES;
  // A saved file is no place that anybody could be led to.
  const isPlace = /^https?:/.test(place);
  if (imprint === null || imprint.isEdited || isKnown || !isPlace)
    return { outcome: 'duplicate', reason: null, text: null };
  const { imported: _, ...fields } = imprint.fields;
  return {
    outcome: 'duplicate',
    reason: null,
    text: writeImprinted(fields, bodyOf(text).trim(), { ...imprint, also: [...also, place] }),
  };
}

function renderArticle(article: Article, origin: Origin | Imprint): string {
  const { title, author, published, updated, blog, url, tags, license, summary, body } = article;
  const fields = {
    ...{ title, author, published },
    ...(blog === null ? {} : { blog }),
    ...(url === null ? {} : { url }),
    ...(updated === null ? {} : { updated }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(license === null ? {} : { license }),
    ...(summary === null ? {} : { summary }),
  };
  return writeImprinted(fields, body, origin);
}

function bodyOf(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n---\n/, '');
}

function nameEntry(feed: string, entry: string): string {
  return `${feed}\n${entry.replace(/\s+/g, ' ').slice(0, 1000)}`;
}

function laterThan(updated: Instant | null, published: Instant): Instant | null {
  return updated !== null && updated > published ? updated : null;
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Whether anything else than a GUID says that an arrival is a post of that feed. */
function agree(holding: Holding, { article, names }: Arrival, marks: TextMarks): boolean {
  if (names.link !== null && holding.link === names.link) return true;
  return holding.title === article.title || areAlike(holding, marks);
}

/** Whether most of a text is in a post, or the other way round. */
function areAlike(holding: Holding, { shingles }: TextMarks): boolean {
  const shared = [...shingles].filter((shingle) => holding.shingles.has(shingle)).length;
  return shared > Math.max(1, shingles.size, holding.shingles.size) / 2;
}
