/** Which of several files has an id: the first by path (code units) of those that claim it. */
export class IdClaims {
  readonly #owners = new Map<string, string>();
  /** Those that lost, by id. */
  readonly #others = new Map<string, Set<string>>();

  ownerOf(id: string): string | undefined {
    return this.#owners.get(id);
  }

  claim(id: string, file: string): void {
    const owner = this.#owners.get(id);
    if (owner === undefined || owner === file) {
      this.#owners.set(id, file);
      return;
    }
    const others = this.#others.get(id) ?? new Set();
    this.#others.set(id, others);
    others.add(file < owner ? owner : file);
    if (file < owner) this.#owners.set(id, file);
  }

  /** The next one by path has the id then. O(files that claim it). */
  release(id: string, file: string): void {
    const others = this.#others.get(id);
    others?.delete(file);
    if (this.#owners.get(id) === file) {
      const [next] = [...(others ?? [])].sort();
      if (next === undefined) this.#owners.delete(id);
      else this.#owners.set(id, next);
      if (next !== undefined) others?.delete(next);
    }
    if (others?.size === 0) this.#others.delete(id);
  }

  /** The files that claim an id in vain, each with the one that has it. */
  *losers(): Generator<{ readonly id: string; readonly file: string; readonly owner: string }> {
    for (const [id, files] of this.#others) {
      for (const file of files) yield { id, file, owner: this.#owners.get(id) as string };
    }
  }
}
