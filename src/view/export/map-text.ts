import * as words from '#words/view/export-facts.ts';
import {
  patchValues,
  specialTokens,
  type TokenLayout,
  tokenCount,
  tokenName,
} from '../../core/vit/token-layout.ts';
import { type Fact, factLines, factsObject } from './facts.ts';

/** One map's numbers, with the name of its row in a table. */
export interface NamedMap {
  /** Columns before the numbers: layer, map, lens. */
  readonly labels: Readonly<Record<string, string | number>>;
  readonly layout: TokenLayout;
  /** [tokens] */
  readonly tokens: Float32Array;
}

/**
 * One map as CSV: the settings and the special tokens in lines that begin with #, then the patches row by row
 * (`numpy.loadtxt(file, delimiter=',')` gives [rows, columns]).
 */
export function mapToCsv({ layout, tokens }: NamedMap, facts: readonly Fact[]): string {
  const values = patchValues(layout, tokens);
  const special = specialTokens(layout).map(
    (token) => `${tokenName(layout, token)} = ${floatText(tokens[token]!)}`,
  );
  const lines = Array.from({ length: layout.rows }, (_, row) =>
    [...values.subarray(row * layout.columns, (row + 1) * layout.columns)].map(floatText).join(','),
  );
  const head = [...factLines(facts), words.layout(layout.rows, layout.columns), words.specialTokens(special)];
  return `${[...commented(head), ...lines].join('\n')}\n`;
}

/**
 * Many maps as CSV: the settings in lines that begin with #, then a head, then a line a map with a column a token,
 * special tokens by name and patches by "row:column".
 */
export function mapsToCsv(maps: readonly NamedMap[], facts: readonly Fact[]): string {
  const tables = groupByLayout(maps).map((group) => tableOf(group));
  return `${[...commented(factLines(facts)), ...tables].join('\n')}\n`;
}

function tableOf(maps: readonly NamedMap[]): string {
  const { labels, layout } = maps[0]!;
  const names = Array.from({ length: tokenCount(layout) }, (_, token) =>
    tokenName(layout, token).replace(', ', ':'),
  );
  const head = [...Object.keys(labels), ...names].map(csvField).join(',');
  const lines = maps.map((map) =>
    [
      ...Object.values(map.labels).map((label) => csvField(String(label))),
      ...[...map.tokens].map(floatText),
    ].join(','),
  );
  return [head, ...lines].join('\n');
}

/** Maps of different layouts do not fit one head. */
function groupByLayout(maps: readonly NamedMap[]): NamedMap[][] {
  const groups = new Map<string, NamedMap[]>();
  for (const map of maps) {
    const key = JSON.stringify(map.layout);
    groups.set(key, [...(groups.get(key) ?? []), map]);
  }
  return [...groups.values()];
}

/** Maps as JSON: the settings, and each map's patches as rows and its special tokens by name. */
export function mapsToJson(maps: readonly NamedMap[], facts: readonly Fact[]): string {
  const entries = maps.map(({ labels, layout, tokens }) => {
    const values = patchValues(layout, tokens);
    const special = specialTokens(layout).map((token) => [
      tokenName(layout, token),
      jsonNumber(tokens[token]!),
    ]);
    return {
      ...labels,
      rows: layout.rows,
      columns: layout.columns,
      special_tokens: Object.fromEntries(special),
      values: Array.from({ length: layout.rows }, (_, row) =>
        [...values.subarray(row * layout.columns, (row + 1) * layout.columns)].map(jsonNumber),
      ),
    };
  });
  const whole = { format: 'sinkscope-maps', version: 1, ...factsObject(facts), maps: entries };
  // A row of numbers stands on one line.
  return `${JSON.stringify(whole, undefined, 1).replace(/\[\s+(?=[-\dn])([^[\]]*?)\s+\]/g, (_, row: string) => `[${row.replace(/\s+/g, ' ')}]`)}\n`;
}

function commented(lines: readonly string[]): string[] {
  return lines.map((line) => `# ${line.replace(/[\r\n]+/g, ' ')}`);
}

/** A field as RFC 4180 has it. */
function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** JSON has no NaN. */
function jsonNumber(value: number): number | null {
  return Number.isFinite(value) ? Number(floatText(value)) : null;
}

/** The shortest decimal that reads back as the same 32-bit float. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  for (let digits = 6; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(Number(value.toPrecision(9)));
}
