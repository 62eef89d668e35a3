/** Thrown where the user's input is at fault. The message says what, where, the limit and the way out. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
