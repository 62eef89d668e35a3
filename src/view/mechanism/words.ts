/** "1 neuron", "2 neurons". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : noun.endsWith('h') ? 'es' : 's'}`;
}

/** Indices with runs drawn together: "0–3, 7". */
export function ranges(indices: readonly number[]): string {
  const sorted = [...new Set(indices)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const index of sorted) {
    const run = runs.at(-1);
    if (run && run[1] === index - 1) run[1] = index;
    else runs.push([index, index]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

/** The first few words of a list and how many more there are. */
export function firstOf(words: readonly string[], most: number): string {
  const shown = words.slice(0, most).join(' · ');
  return words.length > most ? `${shown} and ${words.length - most} more` : shown;
}
