/** The message can never arrive there: it is not tried again. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
}
