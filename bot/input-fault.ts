/** A mistake in what the user gave: its message is all that is printed, and the exit code is 1. */
export class InputFault extends Error {
  override readonly name = 'InputFault';
}
