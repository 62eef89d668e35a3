/** One measurement, ready to print. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** What is hoped for, where something is. */
  readonly aim?: string;
  readonly note?: string;
}

/** Middle of the values; the mean of the two middle ones where they are even in number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/** "12 ms", "3.4 s". */
export function formatMs(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(0)} s`;
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
}

/** "51 MB", in millions of bytes. */
export function formatBytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(0)} MB`;
}

/** Rows as a Markdown table. */
export function markdownTable(rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['what', 'measured', 'aim', 'note']),
    line(['---', '---', '---', '---']),
    ...rows.map(({ what, measured, aim = '', note = '' }) => line([what, measured, aim, note])),
  ].join('\n');
}
