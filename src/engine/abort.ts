/** What a cancelled call rejects with. Never shown to the user. */
export function abortError(): DOMException {
  return new DOMException('The call was cancelled.', 'AbortError'); // no words
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortError();
}
