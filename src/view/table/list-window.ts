/** What is in sight of a list of equally high rows. Lengths in CSS pixels. */
export interface ListSight {
  readonly scrolledPx: number;
  readonly heightPx: number;
  readonly rowPx: number;
  readonly count: number;
}

/** Rows beyond either edge, so that a quick scroll and the Tab key find something. */
const SPARE_ROWS = 12;

/** The rows to draw: from `begin` up to and without `end`. */
export function listWindow({ scrolledPx, heightPx, rowPx, count }: ListSight): {
  begin: number;
  end: number;
} {
  const first = Math.floor(scrolledPx / rowPx);
  const inSight = Math.ceil(heightPx / rowPx);
  const begin = Math.max(0, Math.min(first, count - inSight) - SPARE_ROWS);
  return { begin, end: Math.min(count, first + inSight + SPARE_ROWS) };
}
