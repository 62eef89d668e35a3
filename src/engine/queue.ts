/**
 * Runs tasks one after the other in the order they came. The runtime needs it: two calls at once on its sessions
 * hang or corrupt its heap (microsoft/onnxruntime, web).
 */
export interface Queue {
  run<T>(task: () => Promise<T>): Promise<T>;
}

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(task) {
      const result = last.then(task);
      last = result.catch(() => {}); // a failed task is its caller's to handle; the next one still runs
      return result;
    },
  };
}
