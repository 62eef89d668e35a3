import * as words from '#words/view/export-figures.ts';
import { normLayersDone } from '../../state/displayed.ts';
import { mapLookOf, normMap } from '../../state/layer-maps.ts';
import { normLayers } from '../../state/norm-layers.ts';
import { stagePhrase } from '../wording.ts';
import type { Fact, Subject } from './facts.ts';
import { planGrid } from './grid-scene.ts';
import { barRaster, patchSize, tileRaster } from './map-raster.ts';
import type { NormsFigure } from './norms-scene.ts';

const MAP_PX = 44;

/** The norms of all layers that have run, as a figure. */
export function normsFigure(
  { state, displayed, record }: Subject,
  facts: readonly Fact[],
): NormsFigure | undefined {
  const { look, normSite } = state.requested;
  const { start } = displayed;
  const layersDone = normLayersDone(displayed, normSite);
  if (layersDone === 0) return undefined;
  const { layout } = start;
  const patch = patchSize(start, MAP_PX);
  const plan = planGrid({ rows: layersDone, groups: [1] }, layout, patch);
  const tiles = plan.rowAt.map((row, layer) => ({
    map: normMap(record, layer, mapLookOf(state.requested)),
    row,
    column: 0,
  }));
  return {
    title: words.norms.title,
    subtitle: stagePhrase(displayed, { kind: 'norm' }, normSite),
    layers: normLayers(record, layersDone, look.rule, normSite),
    scale: look.normScale,
    maps: {
      raster: tileRaster(tiles, plan, layout, look.palette),
      width: layout.columns * patch.widthPx,
      height: layout.rows * patch.heightPx,
      rowPx: ((plan.rowAt[1] ?? layout.rows + 1) - plan.rowAt[0]!) * patch.heightPx,
    },
    bar: {
      raster: barRaster(look.palette),
      range: undefined,
      lowWord: look.normScale === 'log' ? words.ends.layerSmallest(look.range) : '0',
      highWord: words.ends.layerLargest(look.range),
      note: words.norms.note(look.normScale, look.range),
    },
    facts,
  };
}
