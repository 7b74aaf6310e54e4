/** More files are sooner looked at all together; and where hints come in thousands, the system drops some. */
const MOST_FILES = 256;

/** Collects hints at what may have changed in a content folder. */
export class ChangeHints {
  #files = new Set<string>();
  #isAll = false;

  /** @param file Its path inside the content folder; null: it can be anything. */
  add(file: string | null): void {
    if (file === null || this.#files.size >= MOST_FILES) this.#isAll = true;
    else this.#files.add(file);
  }

  /** The files that may have changed since the last time; undefined: all may have. */
  take(): ReadonlySet<string> | undefined {
    const taken = this.#isAll ? undefined : this.#files;
    this.#files = new Set();
    this.#isAll = false;
    return taken;
  }
}
