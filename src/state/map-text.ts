import * as words from '#words/state/map-text.ts';
import { type TokenLayout, tokenName, tokenRole } from '../core/vit/token-layout.ts';
import type { TableSort } from './requested.ts';

/** One token of a map in a list. */
export interface TokenEntry {
  readonly token: number;
  /** CLS, R1, T1, or the word for a patch. */
  readonly name: string;
  /** Of a patch. */
  readonly row: number | undefined;
  readonly column: number | undefined;
  readonly value: number;
  /** 1 for the largest value; equal values have the same rank. */
  readonly rank: number;
}

/** Which numbers are written, and how. */
export interface MapTextOptions {
  /** As the patches lie, with the special tokens below; or one line a token. */
  readonly form: 'patches' | 'list';
  readonly sort: TableSort;
  readonly separator: '\t' | ',';
}

/** All tokens of a map, special ones too, in order. NaN comes last and has the last rank. */
export function tokenEntries(layout: TokenLayout, values: Float32Array, sort: TableSort): TokenEntry[] {
  const places = [...values.keys()];
  const number = (token: number) =>
    Number.isNaN(values[token]!) ? Number.NEGATIVE_INFINITY : values[token]!;
  const byValue = places.toSorted((a, b) => number(b) - number(a) || a - b);
  const ranks = new Uint32Array(values.length);
  for (const [place, token] of byValue.entries()) {
    const before = byValue[place - 1];
    const isEqual = before !== undefined && number(before) === number(token);
    ranks[token] = isEqual ? ranks[before]! : place + 1;
  }
  const ordered = sort === 'sequence' ? places : sort === 'largest' ? byValue : byValue.toReversed();
  return ordered.map((token) => {
    const role = tokenRole(layout, token);
    const isPatch = role.kind === 'patch';
    return {
      token,
      name: isPatch ? words.patch : tokenName(layout, token),
      row: isPatch ? role.row : undefined,
      column: isPatch ? role.column : undefined,
      value: values[token]!,
      rank: ranks[token]!,
    };
  });
}

/** A map as text for a spreadsheet: every number with all digits that F32 holds, lines end in \n. */
export function mapText(
  layout: TokenLayout,
  values: Float32Array,
  { form, sort, separator }: MapTextOptions,
): string {
  const entries = tokenEntries(layout, values, form === 'list' ? sort : 'sequence');
  const lines = form === 'list' ? listLines(entries) : patchLines(layout, entries);
  return lines.map((cells) => `${cells.join(separator)}\n`).join('');
}

function listLines(entries: readonly TokenEntry[]): string[][] {
  return [
    ['rank', 'token', 'index', 'row', 'column', 'value'],
    ...entries.map(({ rank, name, token, row, column, value }) => [
      String(rank),
      row === undefined ? name : 'patch',
      String(token),
      String(row ?? ''),
      String(column ?? ''),
      digits(value),
    ]),
  ];
}

function patchLines({ columns }: TokenLayout, entries: readonly TokenEntry[]): string[][] {
  const patches = entries.filter(({ row }) => row !== undefined);
  const special = entries.filter(({ row }) => row === undefined);
  const lines = [['row', ...Array.from({ length: columns }, (_, column) => String(column))]];
  for (let first = 0; first < patches.length; first += columns) {
    const row = patches.slice(first, first + columns);
    lines.push([String(row[0]?.row), ...row.map(({ value }) => digits(value))]);
  }
  return [...lines, ...special.map(({ name, value }) => [name, digits(value)])];
}

/** The shortest decimal that gives the same F32 again. */
function digits(value: number): string {
  if (!Number.isFinite(value)) return '';
  for (let precision = 6; precision < 9; precision++) {
    const short = Number(value.toPrecision(precision));
    if (Math.fround(short) === Math.fround(value)) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}
