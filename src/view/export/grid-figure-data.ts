import type { ScaledMap } from '../../core/analysis/scaled-map.ts';
import { columnGroups, columnName } from '../../state/grid-columns.ts';
import type { MapKind } from '../../state/requested.ts';
import { measureLabel } from '../grid-measures.ts';
import { formatValue } from '../numbers.ts';
import { attentionPhrase, gateSource, normSiteName, scaleNote } from '../wording.ts';
import type { Bar } from './bar-marks.ts';
import type { ExportedGrid, GridCell } from './exported-grid.ts';
import type { Fact, Subject } from './facts.ts';
import { type GridFigure, type GridPlan, planGrid, planList } from './grid-scene.ts';
import { barRaster, patchSize, type Tile, tileRaster } from './map-raster.ts';

/** A cell of the grid, and of a list with its caption, is about this large. */
const CELL_PX = 48;
const LISTED_PX = 64;
/** What is left of a map that the filter does not keep. */
const DIMMED = 0.16;

/** The grid as a figure. */
export function gridFigure(subject: Subject, grid: ExportedGrid, facts: readonly Fact[]): GridFigure {
  const { displayed, state } = subject;
  const { layout } = displayed.start;
  const { palette } = state.requested.look;
  const { cells, isRanked } = grid;
  const patch = patchSize(displayed.start, isRanked ? LISTED_PX : CELL_PX);
  const cell = { columns: layout.columns, rows: layout.rows };
  const plan = isRanked
    ? planList(cells.length, cell, patch)
    : planGrid({ rows: displayed.layersDone, groups: columnGroups(grid.columns) }, cell, patch);
  const tiles = cells.map((one, place): Tile => {
    const { column, row } = placeOf(plan, one, isRanked ? place : undefined);
    return { map: one.map, column, row, strength: one.isKept ? 1 : DIMMED };
  });
  const attention = cells.filter(({ kind }) => kind.kind !== 'norm').map(({ map }) => map);
  return {
    ...gridTitle(subject, grid),
    plan,
    patch,
    cell,
    names: isRanked ? [] : grid.columns.map(columnName),
    layers: isRanked ? [] : plan.rowAt.map((_, layer) => layer),
    captions: isRanked
      ? cells.map((one, place) => ({ ...placeOf(plan, one, place), ...captionOf(one) }))
      : [],
    raster: tileRaster(tiles, plan, layout, palette),
    bar: gridBar(subject, attention, isRanked),
    facts,
  };
}

/** A list fills its rows; otherwise a layer is a row. */
function placeOf(plan: GridPlan, { layer, column }: GridCell, place: number | undefined) {
  const across = plan.columnAt.length;
  if (place === undefined) return { column: plan.columnAt[column]!, row: plan.rowAt[layer]! };
  return { column: plan.columnAt[place % across]!, row: plan.rowAt[Math.floor(place / across)]! };
}

function captionOf({ layer, kind, value }: GridCell): { readonly name: string; readonly value: string } {
  return { name: `${layer}·${columnName(kind)}`, value: value === undefined ? '' : formatValue(value) };
}

function gridTitle(
  { state, displayed }: Subject,
  { isRanked, columns }: ExportedGrid,
): { readonly title: string; readonly subtitle: string } {
  const phrase = attentionPhrase(displayed.start.layout, displayed.attention);
  if (isRanked) {
    const { order, highestFirst } = state.requested.grid;
    return {
      title: `Attention of all heads, by ${measureLabel(order)}`,
      subtitle: `${phrase}. Below each map its layer·head and its ${measureLabel(order)}, ${highestFirst ? 'highest' : 'lowest'} first.`,
    };
  }
  const others = columns.filter(({ kind }) => kind !== 'head').map(({ kind }) => COLUMN_WORDS[kind] ?? kind);
  const named = `${others.slice(0, -1).join(', ')} and ${others.at(-1)}`;
  return {
    title: 'Attention, all layers and heads',
    subtitle: `${phrase}. Rows are layers, columns heads, then ${named}.`,
  };
}

const COLUMN_WORDS: Readonly<Partial<Record<MapKind['kind'], string>>> = {
  mean: 'their mean',
  max: 'their maximum',
  weighted: 'weighted heads',
  rollout: 'rollout',
  range: 'a range of layers',
  norm: 'the token norms',
};

/** Numbers where all maps share the ends, words where each has its own. */
function gridBar({ state, displayed, record }: Subject, maps: readonly ScaledMap[], isRanked: boolean): Bar {
  const { look, normSite } = state.requested;
  const raster = barRaster(look.palette);
  const { attention } = displayed;
  const what =
    attention.reading === 'gate'
      ? `Gate, 0 closed to 1 open: ${gateSource(displayed, record)}`
      : `Attention weight, ${scaleNote(look)}`;
  const token = look.range === 'patches' ? 'patch' : 'token';
  const tokens = look.range === 'patches' ? 'patches' : 'tokens';
  const norms = isRanked
    ? ''
    : ` Norms: ${normSiteName(normSite)}, ${look.normScale} scale, each layer’s ${tokens}.`;
  const note = `${what}.${norms}`;
  const [first] = maps;
  const isShared =
    first !== undefined && maps.every(({ low, high }) => low === first.low && high === first.high);
  if (isShared) return { raster, range: first, note };
  const highWord = look.scale === 'layer' ? `the layer’s largest ${token}` : `the map’s largest ${token}`;
  return { raster, range: undefined, lowWord: '0', highWord, note };
}
