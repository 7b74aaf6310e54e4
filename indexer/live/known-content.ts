import { type EventInfo, withoutText } from '../build-index.ts';
import { type ReadFiles, tellTaken } from '../read-content.ts';
import type { Fault, Post } from '../types.ts';
import { IdClaims } from './id-claims.ts';
import type { IndexedFile } from '../indexed-files.ts';

/** What a file held when it was read. */
export interface Reading {
  /** Its size and times: while they stay, it is not read again. */
  readonly stamp: string;
  readonly digest: string;
  /** Null when the digest is the known one. */
  readonly page: ReadFiles | null;
}

/** What there is otherwise than before. */
export interface Difference {
  /** Posts to answer from instead of what their files held: they came, changed, or got their id back. By path. */
  readonly posts: readonly Post[];
  /** Files whose post is to be answered from no more. */
  readonly removed: readonly string[];
  /** Posts and events that came, changed or went, broken ones not counted. */
  readonly changes: { readonly added: number; readonly changed: number; readonly removed: number };
  /** The files that hold something else than before. */
  readonly touched: ReadonlySet<string>;
  /** What is wrong with them, each by itself. */
  readonly faults: readonly Fault[];
}

interface KnownFile {
  readonly stamp: string;
  /** Of its last good version, as far as that can be answered from; null when there is none. */
  readonly id: string | null;
}

/**
 * Which files there are, what each holds, by its digest, and which of them are answered from. No text is held: the
 * last good version of a post whose file broke is in the index alone. So it is lost when its id goes to another file.
 */
export class KnownContent {
  /** Of each file, broken ones as they are. */
  readonly digests = new Map<string, string>();
  /** Broken files of which the last good version is answered from. */
  readonly kept = new Set<string>();
  readonly #files = new Map<string, KnownFile>();
  /** Of posts; there are few events, which are compared as they are asked for. */
  readonly #claims = new IdClaims();
  readonly #events = new Map<string, EventInfo>();
  readonly #read: (file: string) => Omit<Reading, 'stamp'>;

  /** @param read Reads a file whose page is needed although it did not change. */
  constructor(indexed: readonly IndexedFile[], read: (file: string) => Omit<Reading, 'stamp'>) {
    this.#read = read;
    for (const { file, digest, id, ...rest } of indexed) {
      this.#files.set(file, { stamp: '', id });
      this.digests.set(file, digest);
      if ('event' in rest) this.#events.set(file, rest.event);
      else this.#claims.claim(id, file);
    }
  }

  get files(): Iterable<string> {
    return this.#files.keys();
  }

  has(file: string): boolean {
    return this.#files.has(file);
  }

  stampOf(file: string): string | undefined {
    return this.#files.get(file)?.stamp;
  }

  /** Takes over what was read, and lets go of files that are gone. O(what changed). */
  take(readings: ReadonlyMap<string, Reading>, gone: readonly string[]): Difference {
    const changes = { added: 0, changed: 0, removed: 0 };
    const touched = new Set(gone);
    const faults: Fault[] = [];
    const fresh = new Map<string, Post>();
    /** Of each id that may change hands, the file that had it. */
    const owners = new Map<string, string | undefined>();
    const ownerBefore = (id: string) => {
      if (!owners.has(id)) owners.set(id, this.#claims.ownerOf(id));
      return owners.get(id);
    };
    const release = (id: string, file: string) => {
      ownerBefore(id);
      this.#claims.release(id, file);
    };

    for (const file of gone) {
      const id = this.#files.get(file)?.id ?? null;
      if (id !== null) {
        changes.removed++;
        release(id, file);
      }
      this.#files.delete(file);
      this.#events.delete(file);
      this.digests.delete(file);
      this.kept.delete(file);
    }
    for (const [file, { stamp, digest, page }] of readings) {
      const before = this.#files.get(file)?.id ?? null;
      if (page === null) {
        this.#files.set(file, { stamp, id: before });
        continue;
      }
      touched.add(file);
      faults.push(...page.faults);
      this.digests.set(file, digest);
      const [post, event] = [page.posts[0], page.events[0]];
      const good = post ?? event;
      if (good !== undefined) {
        changes[before === null ? 'added' : 'changed']++;
        this.kept.delete(file);
        this.#files.set(file, { stamp, id: good.id });
      } else if (before !== null && (this.#events.has(file) || ownerBefore(before) === file)) {
        this.kept.add(file);
        this.#files.set(file, { stamp, id: before });
      } else {
        if (before !== null) release(before, file);
        this.#files.set(file, { stamp, id: null });
      }
      if (event !== undefined) this.#events.set(file, withoutText(event));
      if (post !== undefined) {
        if (before !== null && before !== post.id) release(before, file);
        ownerBefore(post.id);
        this.#claims.claim(post.id, file);
        fresh.set(file, post);
      }
    }
    return { ...this.#settle(owners, fresh), changes, touched, faults };
  }

  /** Finds which posts take the places of which. */
  #settle(
    owners: ReadonlyMap<string, string | undefined>,
    fresh: Map<string, Post>,
  ): Pick<Difference, 'posts' | 'removed'> {
    const posts: Post[] = [];
    const removed = new Set<string>();
    for (const [id, before] of owners) {
      let owner = this.#claims.ownerOf(id);
      while (owner !== undefined && owner !== before && !fresh.has(owner) && !this.#fetch(id, owner, fresh)) {
        owner = this.#claims.ownerOf(id);
      }
      const post = fresh.get(owner ?? '');
      if (post !== undefined) posts.push(post);
      if (before === undefined || before === owner) continue;
      removed.add(before);
      if (this.kept.delete(before)) {
        this.#claims.release(id, before);
        this.#files.set(before, { stamp: this.stampOf(before) ?? '', id: null });
      }
    }
    for (const { file } of posts) removed.delete(file);
    return { posts: posts.sort((a, b) => (a.file < b.file ? -1 : 1)), removed: [...removed] };
  }

  /** Reads a post that has got its id back. If it changed just now, it is let go of until it is read again. */
  #fetch(id: string, file: string, fresh: Map<string, Post>): boolean {
    const { digest, page } = this.#read(file);
    const post = page?.posts[0];
    if (post !== undefined && digest === this.digests.get(file)) {
      fresh.set(file, post);
      return true;
    }
    this.#claims.release(id, file);
    this.#files.set(file, { stamp: '', id: null });
    this.digests.set(file, '');
    return false;
  }

  /** All events to answer from, and those that are left out, since their id is taken; by path. O(events). */
  listEvents(): { readonly events: readonly EventInfo[]; readonly faults: readonly Fault[] } {
    const events = new Map<string, EventInfo>();
    const faults: Fault[] = [];
    for (const event of [...this.#events.values()].sort((a, b) => (a.file < b.file ? -1 : 1))) {
      const first = events.get(event.id);
      if (first === undefined) events.set(event.id, event);
      else faults.push(tellTaken(event, first));
    }
    return { events: [...events.values()], faults };
  }

  /** The posts that are left out, since their id is taken. */
  listTaken(): Fault[] {
    return Array.from(this.#claims.losers(), ({ id, file, owner }) =>
      tellTaken({ id, file }, { id, file: owner }),
    );
  }
}
