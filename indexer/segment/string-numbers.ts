/** Numbers strings as they come, from 0 on. */
export class StringNumbers {
  readonly #numbers = new Map<string, number>();

  /** The number of a string, a new one if need be. */
  of(string: string): number {
    let number = this.#numbers.get(string);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(string, number);
    }
    return number;
  }

  /** All strings, by number. */
  list(): string[] {
    return [...this.#numbers.keys()];
  }
}
