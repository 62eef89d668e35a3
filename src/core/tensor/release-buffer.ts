/** ES2024, not yet in every runtime that the engine meets. */
type Transferable = ArrayBufferLike & { transfer?(byteLength: number): unknown };

/**
 * Gives a buffer's memory back at once instead of at the next garbage collection, where the runtime can; its views
 * are empty from then on. Weights of a model pass through hundreds of megabytes of such buffers in a second.
 */
export function releaseBuffer(buffer: ArrayBufferLike): void {
  (buffer as Transferable).transfer?.(0);
}
