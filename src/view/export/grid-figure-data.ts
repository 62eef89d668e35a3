import * as words from '#words/view/export-figures.ts';
import type { ScaledMap } from '../../core/analysis/scaled-map.ts';
import { columnGroups, columnName } from '../../state/grid-columns.ts';
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
    const measure = measureLabel(order);
    return {
      title: words.grid.rankedTitle(measure),
      subtitle: words.grid.rankedSubtitle(phrase, measure, highestFirst),
    };
  }
  const others = columns.map(({ kind }) => kind).filter((kind) => kind !== 'head');
  return { title: words.grid.title, subtitle: words.grid.subtitle(phrase, others) };
}

/** Numbers where all maps share the ends, words where each has its own. */
function gridBar({ state, displayed, record }: Subject, maps: readonly ScaledMap[], isRanked: boolean): Bar {
  const { look, normSite } = state.requested;
  const raster = barRaster(look.palette);
  const { attention } = displayed;
  const what =
    attention.reading === 'gate'
      ? words.grid.gate(gateSource(displayed, record))
      : words.grid.weight(scaleNote(look));
  const norms = { of: normSiteName(normSite), axis: look.normScale, range: look.range };
  const note = words.grid.note(what, isRanked ? undefined : norms);
  const [first] = maps;
  const isShared =
    first !== undefined && maps.every(({ low, high }) => low === first.low && high === first.high);
  if (isShared) return { raster, range: first, note };
  const { layerLargest, mapLargest } = words.ends;
  const highWord = look.scale === 'layer' ? layerLargest(look.range) : mapLargest(look.range);
  return { raster, range: undefined, lowWord: '0', highWord, note };
}
