/** Why something can't be done to a draft, in words for whoever wanted it. */
export class DraftFault extends Error {
  override readonly name = 'DraftFault';
}
