/**
 * The roles of a sequence's tokens in order: CLS, DeiT's distillation token, trained registers, patches (row by
 * row), test-time registers.
 * Every view and analysis asks the layout; nothing else counts tokens.
 */
export interface TokenLayout {
  readonly cls: 0 | 1;
  /** Absent: 0. */
  readonly distillation?: 0 | 1;
  readonly registers: number;
  readonly rows: number;
  readonly columns: number;
  readonly testTimeRegisters: number;
}

/** What one token is. `index` of a register counts from 0 within its kind. */
export type TokenRole =
  | { readonly kind: 'cls' }
  | { readonly kind: 'distillation' }
  | { readonly kind: 'register'; readonly index: number }
  | { readonly kind: 'patch'; readonly row: number; readonly column: number }
  | { readonly kind: 'test-time-register'; readonly index: number };

/** Number of patch tokens. */
export function patchCount(layout: TokenLayout): number {
  return layout.rows * layout.columns;
}

/** Number of tokens before the first trained register. */
export function summaryCount(layout: TokenLayout): number {
  return layout.cls + (layout.distillation ?? 0);
}

/** Number of tokens before the first patch. */
export function prefixCount(layout: TokenLayout): number {
  return summaryCount(layout) + layout.registers;
}

/** Length of the sequence. */
export function tokenCount(layout: TokenLayout): number {
  return prefixCount(layout) + patchCount(layout) + layout.testTimeRegisters;
}

/** Token index of the patch at a row and column of the grid. Throws RangeError outside the grid. */
export function patchToken(layout: TokenLayout, row: number, column: number): number {
  if (row < 0 || row >= layout.rows || column < 0 || column >= layout.columns) {
    throw new RangeError(
      `There is no patch ${row}, ${column} in a grid of ${layout.rows} × ${layout.columns}.`,
    );
  }
  return prefixCount(layout) + row * layout.columns + column;
}

/** Role of a token. Throws RangeError outside the sequence. */
export function tokenRole(layout: TokenLayout, token: number): TokenRole {
  if (token < 0 || token >= tokenCount(layout)) {
    throw new RangeError(`There is no token ${token} in a sequence of ${tokenCount(layout)}.`);
  }
  if (token < layout.cls) return { kind: 'cls' };
  if (token < summaryCount(layout)) return { kind: 'distillation' };
  if (token < prefixCount(layout)) return { kind: 'register', index: token - summaryCount(layout) };
  const patch = token - prefixCount(layout);
  if (patch < patchCount(layout)) {
    return { kind: 'patch', row: Math.floor(patch / layout.columns), column: patch % layout.columns };
  }
  return { kind: 'test-time-register', index: patch - patchCount(layout) };
}

/** Short name of a token as it stands on a chip: CLS, DIST, R1, T1, or "row, column" of a patch. */
export function tokenName(layout: TokenLayout, token: number): string {
  const role = tokenRole(layout, token);
  switch (role.kind) {
    case 'cls':
      return 'CLS';
    case 'distillation':
      return 'DIST';
    case 'register':
      return `R${role.index + 1}`;
    case 'test-time-register':
      return `T${role.index + 1}`;
    case 'patch':
      return `${role.row}, ${role.column}`;
  }
}

/** Token indices that are not patches, in sequence order. */
export function specialTokens(layout: TokenLayout): number[] {
  const first = prefixCount(layout);
  const last = first + patchCount(layout);
  return Array.from({ length: first + layout.testTimeRegisters }, (_, i) =>
    i < first ? i : last + i - first,
  );
}

/** The patches' part of a per-token array, as a view [rows · columns]. */
export function patchValues(layout: TokenLayout, perToken: Float32Array): Float32Array {
  return perToken.subarray(prefixCount(layout), prefixCount(layout) + patchCount(layout));
}
