/**
 * A password or token, held so that it can't be printed by accident: as text, in JSON, in a log or in an
 * error it is `***`. `reveal()` is called only where it goes to the network.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***';
  }
}
