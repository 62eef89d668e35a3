import { findOutliers } from '../../core/analysis/outliers.ts';
import { positionOf } from '../../core/analysis/scaled-map.ts';
import type { PaletteName } from '../../core/image/palette.ts';
import { specialTokens, type TokenLayout, tokenName, tokenRole } from '../../core/vit/token-layout.ts';
import type { Displayed } from '../../state/displayed.ts';
import { stagedMap } from '../../state/displayed.ts';
import { mapLookOf, type TokenMap, tokenMap } from '../../state/layer-maps.ts';
import { isAttentionMap, type MapKind } from '../../state/requested.ts';
import { formatValue } from '../numbers.ts';
import { capitalised, gateSource, mapPhrase, mapScaleNote, stagePhrase } from '../wording.ts';
import type { Bar } from './bar-marks.ts';
import type { Subject } from './facts.ts';
import { hexAt, mapRaster, patchSize, photoRaster } from './map-raster.ts';
import type { Picture, Place } from './picture.ts';
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
}

/** A map over its photograph. Smooth maps are as large as the stage paints them. */
export async function readPicture(parts: PictureParts): Promise<Picture> {
  const { displayed, map, kind, look, palette } = parts;
  const { start, attention } = displayed;
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
    query: isAttentionMap(kind) ? patchOf(layout, attention.token, displayed) : undefined,
    outliers: outliers.map((patch) => ({
      row: Math.floor(patch / layout.columns),
      column: patch % layout.columns,
    })),
  };
}

function patchOf(layout: TokenLayout, token: number, { attention }: Displayed): Place | undefined {
  if (attention.reading === 'received' || attention.reading === 'gate') return undefined;
  const role = tokenRole(layout, token);
  return role.kind === 'patch' ? role : undefined;
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
    const colour = hexAt(positionOf(value, map), palette);
    return { name: tokenName(layout, token), value: format(value), colour };
  });
}

/** What the staged map's colour bar measures, and what its ends stand for. */
export function stagedNote({ state, displayed, record }: Subject, { kind, map }: StagedExport): string {
  const { look } = state.requested;
  const hasSpecial = specialTokens(displayed.start.layout).length > 0;
  const outside = hasSpecial ? '; special tokens are not in the range' : '';
  if (kind.kind === 'norm') return `Norm, ${map.axis} scale, this layer’s patches${outside}.`;
  if (isAttentionMap(kind) && displayed.attention.reading === 'gate')
    return `Gate, 0 closed to 1 open: ${gateSource(displayed, record)}.`;
  return `${capitalised(mapScaleNote(kind, look))}${outside}.`;
}

/** The colour bar of one map. */
export function mapBar(map: TokenMap, raster: Bar['raster'], note: string): Bar {
  return { raster, range: { low: map.low, high: map.high, axis: map.axis }, note };
}

/** A staged map's title and the line below it. */
export function stagedTitle(
  { state, displayed }: Pick<Subject, 'state' | 'displayed'>,
  { layer, kind }: Pick<StagedExport, 'layer' | 'kind'>,
): { readonly title: string; readonly subtitle: string } {
  return {
    title: `Layer ${layer} · ${mapPhrase(kind)}`,
    subtitle: stagePhrase(displayed, kind, state.requested.normSite),
  };
}
