import * as words from '#words/view/export-figures.ts';
import { tokenColour } from '../../core/analysis/component-colours.ts';
import { massMask } from '../../core/analysis/mass-mask.ts';
import { findOutliers } from '../../core/analysis/outliers.ts';
import { positionOf } from '../../core/analysis/scaled-map.ts';
import type { PaletteName } from '../../core/image/palette.ts';
import { specialTokens, type TokenLayout, tokenName } from '../../core/vit/token-layout.ts';
import { isCombined } from '../../state/combining.ts';
import type { Displayed } from '../../state/displayed.ts';
import { stagedMap } from '../../state/displayed.ts';
import { mapLookOf, type TokenMap, tokenMap } from '../../state/layer-maps.ts';
import { isAttentionMap, type MapKind } from '../../state/requested.ts';
import { combinedPhrase } from '../combining/combined-wording.ts';
import { formatShare, formatValue } from '../numbers.ts';
import { describeScale } from '../scale-note.ts';
import { patchBorder } from '../tokens/patch-outline.ts';
import { gateSource, mapPhrase, stagePhrase } from '../wording.ts';
import { askingOf, maskedTokens, patchesAmong } from './asking-patches.ts';
import type { Bar } from './bar-marks.ts';
import type { Subject } from './facts.ts';
import {
  barRaster,
  channelRaster,
  hexAt,
  hexOf,
  mapRaster,
  patchSize,
  photoRaster,
  veilRaster,
} from './map-raster.ts';
import type { Picture } from './picture.ts';
import type { TokenValue } from './stage-scene.ts';

/** The staged map of a lens, with its place. */
export interface StagedExport {
  readonly layer: number;
  readonly kind: MapKind;
  readonly map: TokenMap;
}

/** The map on the stage; undefined where it has not been computed. */
export function stagedExport({ state, displayed, record }: Subject): StagedExport | undefined {
  const { staged } = state.requested;
  const place = stagedMap(staged, displayed);
  const map = tokenMap(record, displayed, place, mapLookOf(state.requested));
  return map && { layer: place.layer, kind: place.map, map };
}

/** What a picture is made from. */
export interface PictureParts {
  readonly displayed: Displayed;
  readonly map: TokenMap;
  readonly kind: MapKind;
  readonly look: Subject['state']['requested']['look'];
  readonly palette: PaletteName;
  /** Undefined: the map alone. */
  readonly photoUrl: string | undefined;
  /** What is left and right of a padded photograph. */
  readonly fill: string;
  /** Longest side that the picture should have, in CSS pixels. */
  readonly longestPx: number;
  /** The photograph has this many pixels to the CSS pixel. */
  readonly photoScale: number;
  /** The share of the map's mass that is looked at; absent: no mask. */
  readonly maskShare?: number | undefined;
}

/** A map over its photograph. Smooth maps are as large as the stage paints them. */
export async function readPicture(parts: PictureParts): Promise<Picture> {
  const { displayed, map, kind, look, palette, maskShare } = parts;
  const { start } = displayed;
  const { layout } = start;
  const raster = mapRaster(map, layout, { palette, smooth: look.smooth });
  const { widthPx, heightPx } = patchSize(start, parts.longestPx);
  const width = look.smooth ? raster.canvas.width : layout.columns * widthPx;
  const height = look.smooth
    ? Math.round((raster.canvas.height * heightPx) / widthPx)
    : layout.rows * heightPx;
  const [photoWidth, photoHeight] = [width * parts.photoScale, height * parts.photoScale];
  const size = { width: photoWidth, height: photoHeight, fill: parts.fill };
  const outliers = kind.kind === 'norm' ? findOutliers(map.values, look.rule).indices : [];
  return {
    columns: layout.columns,
    rows: layout.rows,
    width,
    height,
    map: raster,
    smooth: look.smooth,
    opacity: look.opacity,
    photo: parts.photoUrl === undefined ? undefined : await photoRaster(parts.photoUrl, displayed, size),
    query: patchBorder(layout, patchesAmong(layout, askingOf(displayed, kind))),
    outliers: outliers.map((patch) => ({
      row: Math.floor(patch / layout.columns),
      column: patch % layout.columns,
    })),
    mask: maskShare === undefined ? undefined : maskOf(map, layout, maskShare),
  };
}

function maskOf(map: TokenMap, layout: TokenLayout, share: number): Picture['mask'] {
  const kept = massMask(map.values, share);
  return { veil: veilRaster(kept, layout), border: patchBorder(layout, maskedTokens(layout, kept)) };
}

/** The share that the mask over the staged map holds; undefined where there is none. */
export function maskShare({ state, displayed }: Subject, kind: MapKind): number | undefined {
  const { mask } = state.requested.combining;
  const hasMask = mask.shown && isAttentionMap(kind) && displayed.attention.reading !== 'gate';
  return hasMask ? mask.share : undefined;
}

/** The special tokens with their values and colours. */
export function specialValues(
  layout: TokenLayout,
  map: TokenMap,
  palette: PaletteName,
  format: (value: number) => string = formatValue,
): TokenValue[] {
  return specialTokens(layout).map((token) => {
    const value = map.tokens[token]!;
    const name = tokenName(layout, token);
    const { components } = map;
    if (components === undefined)
      return { name, value: format(value), colour: hexAt(positionOf(value, map), palette) };
    const three = [...components.projections.subarray(token * 3, token * 3 + 3)];
    return { name, value: three.map(format).join(', '), colour: hexOf(tokenColour(components, token)) };
  });
}

/** What the staged map's colour bar measures, and what its ends stand for. */
function stagedNote({ state, displayed, record }: Subject, { kind, map }: StagedExport): string {
  const gate = displayed.attention.reading === 'gate' ? gateSource(displayed, record) : undefined;
  const { layout } = displayed.start;
  const { extent, outside } = describeScale(kind, state.requested.look, { axis: map.axis, gate, layout });
  return words.asSentence(extent, outside);
}

/** The staged map's colour bar; of components one for each channel. */
export function stagedBars(subject: Subject, staged: StagedExport): Bar[] {
  const { map } = staged;
  if (map.components) return componentBars(map.components);
  const range = { low: map.low, high: map.high, axis: map.axis };
  return [
    { raster: barRaster(subject.state.requested.look.palette), range, note: stagedNote(subject, staged) },
  ];
}

const CHANNELS = ['red', 'green', 'blue'] as const;

/** What each channel of colour stands for. */
export function componentBars({ ranges, explained }: NonNullable<TokenMap['components']>): Bar[] {
  return CHANNELS.map((channel, component) => {
    const [low, high] = ranges[component]!;
    return {
      raster: channelRaster(component as 0 | 1 | 2),
      range: { low, high, axis: 'linear' },
      note: words.component(component + 1, channel, formatShare(explained[component]!)),
    };
  });
}

/** A staged map's title and the line below it. */
export function stagedTitle(
  { state, displayed }: Pick<Subject, 'state' | 'displayed'>,
  { layer, kind }: Pick<StagedExport, 'layer' | 'kind'>,
): { readonly title: string; readonly subtitle: string } {
  const { combining, normSite } = state.requested;
  const subtitle = isCombined(kind)
    ? combinedPhrase(displayed, { layer, kind: kind.kind }, combining)
    : stagePhrase(displayed, kind, normSite);
  return { title: words.stage(layer, mapPhrase(kind)), subtitle };
}
