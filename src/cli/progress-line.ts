/** A line on a terminal that is written over; on anything else it says nothing. */
export interface ProgressLine {
  show(text: string): void;
  clear(): void;
}

export function createProgressLine(stream: {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}): ProgressLine {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  return {
    show: (text) => stream.write(`\r\x1b[K${text.slice(0, Math.max((stream.columns || 80) - 1, 20))}`),
    clear: () => stream.write('\r\x1b[K'),
  };
}
