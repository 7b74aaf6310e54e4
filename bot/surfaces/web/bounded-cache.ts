/** Keeps texts until together they are longer than `longest` characters; what was not read for the longest time goes first. */
export class BoundedCache {
  readonly #texts = new Map<string, string>();
  readonly #longest: number;
  #length = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  get(key: string): string | undefined {
    const text = this.#texts.get(key);
    if (text === undefined) return undefined;
    this.#texts.delete(key);
    this.#texts.set(key, text);
    return text;
  }

  set(key: string, text: string): void {
    this.#length += text.length - (this.#texts.get(key)?.length ?? 0);
    this.#texts.delete(key);
    this.#texts.set(key, text);
    for (const [oldest, old] of this.#texts) {
      if (this.#length <= this.#longest) break;
      this.#texts.delete(oldest);
      this.#length -= old.length;
    }
  }
}
