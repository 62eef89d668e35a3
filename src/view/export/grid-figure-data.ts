import type { ScaledMap } from '../../core/analysis/scaled-map.ts';
import { type TokenMap, tokenMap } from '../../state/layer-maps.ts';
import type { MapKind } from '../../state/requested.ts';
import { columnName, gridColumns } from '../grid-columns.ts';
import { attentionPhrase, gateSource, scaleNote } from '../wording.ts';
import type { Bar } from './bar-marks.ts';
import type { Fact, Subject } from './facts.ts';
import { type GridFigure, planGrid } from './grid-scene.ts';
import { barRaster, patchSize, type Tile, tileRaster } from './map-raster.ts';

/** One map of the grid. */
export interface GridCell {
  readonly layer: number;
  readonly column: number;
  readonly kind: MapKind;
  readonly map: TokenMap;
}

/** Every map that has been computed, layer by layer. */
export function gridCells({ state, displayed, record }: Subject): GridCell[] {
  const { look } = state.requested;
  const columns = gridColumns(displayed.start.heads);
  return Array.from({ length: displayed.layersDone }, (_, layer) => layer).flatMap((layer) =>
    columns.flatMap((kind, column) => {
      const map = tokenMap(record, displayed, { layer, map: kind }, look);
      return map ? [{ layer, column, kind, map }] : [];
    }),
  );
}

/** A cell of the grid is about this large. */
const CELL_PX = 48;

/** The grid as a figure. */
export function gridFigure(subject: Subject, cells: readonly GridCell[], facts: readonly Fact[]): GridFigure {
  const { displayed, state } = subject;
  const { start } = displayed;
  const { layout, heads } = start;
  const { palette } = state.requested.look;
  const patch = patchSize(start, CELL_PX);
  const kinds = gridColumns(heads);
  const cell = { columns: layout.columns, rows: layout.rows };
  const plan = planGrid(
    { columns: kinds.length, rows: displayed.layersDone, groupAfter: heads - 1 },
    cell,
    patch,
  );
  const tiles = cells.map(
    ({ map, layer, column }): Tile => ({ map, column: plan.columnAt[column]!, row: plan.rowAt[layer]! }),
  );
  const isNorms = (kind: MapKind) => kind.kind === 'norm';
  return {
    title: 'Attention, all layers and heads',
    subtitle: `${attentionPhrase(layout, displayed.attention)}. Rows are layers, columns heads, then their mean and the token norms.`,
    plan,
    patch,
    cell,
    names: kinds.map(columnName),
    layers: plan.rowAt.map((_, layer) => layer),
    raster: tileRaster(tiles, plan, layout, palette),
    bar: gridBar(
      subject,
      cells.filter(({ kind }) => !isNorms(kind)).map(({ map }) => map),
    ),
    facts,
  };
}

/** Numbers where all maps share the ends, words where each has its own. */
function gridBar({ state, displayed, record }: Subject, maps: readonly ScaledMap[]): Bar {
  const { look } = state.requested;
  const raster = barRaster(look.palette);
  const { attention } = displayed;
  const what =
    attention.reading === 'gate'
      ? `Gate, 0 closed to 1 open: ${gateSource(displayed, record)}`
      : `Attention weight, ${scaleNote(look)}`;
  const note = `${what}. Norms: ${look.normScale} scale, each layer’s patches.`;
  const [first] = maps;
  const isShared =
    first !== undefined && maps.every(({ low, high }) => low === first.low && high === first.high);
  if (isShared) return { raster, range: first, note };
  const highWord = look.scale === 'layer' ? 'the layer’s largest patch' : 'the map’s largest patch';
  return { raster, range: undefined, lowWord: '0', highWord, note };
}
