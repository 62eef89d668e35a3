import { type ComparedMap, compareMaps } from '../../state/compared-maps.ts';
import { stagedMap } from '../../state/displayed.ts';
import { type MapLook, tokenMap } from '../../state/layer-maps.ts';
import type { Comparison, MapKind, Staged } from '../../state/requested.ts';
import type { LensTrace } from './use-lens-traces.ts';

/** What a row of small maps shows: each cell's place, and each lens's map of it. */
export interface ComparedCell {
  readonly layer: number;
  readonly kind: MapKind;
  /** By lens. */
  readonly maps: readonly (ComparedMap | undefined)[];
}

/** What the maps of all lenses are compared by. */
export interface CompareSettings {
  readonly staged: Staged;
  readonly look: MapLook;
  readonly comparison: Pick<Comparison, 'shows' | 'scale'>;
  /** The reference's place. */
  readonly reference: number;
}

/** The staged map of every lens. */
export function comparedStage(
  lenses: readonly LensTrace[],
  settings: CompareSettings,
): (ComparedMap | undefined)[] {
  return compareAt(lenses, settings, ({ staged }, { shown }) => {
    const at = shown && stagedMap(staged, shown.displayed);
    // A model without a text tower has nothing beside the others' cosines.
    return staged.map.kind === 'prompt' && at?.map.kind !== 'prompt' ? undefined : at;
  });
}

/** The staged head, the mean or the norms, in every layer. */
export function comparedLayers(
  lenses: readonly LensTrace[],
  settings: CompareSettings,
  kind: MapKind,
): ComparedCell[] {
  return Array.from({ length: deepest(lenses, ({ depth }) => depth) }, (_, layer) => ({
    layer,
    kind,
    maps: compareAt(lenses, settings, (_settings, { shown }) => {
      if (shown === undefined || layer >= shown.displayed.start.depth) return undefined;
      return { layer, map: stagedMap({ layer, map: kind }, shown.displayed).map };
    }),
  }));
}

/** Every head of the staged layer. */
export function comparedHeads(lenses: readonly LensTrace[], settings: CompareSettings): ComparedCell[] {
  const layerOf = ({ shown }: LensTrace) => shown && stagedMap(settings.staged, shown.displayed).layer;
  const first = lenses.map(layerOf).find((layer) => layer !== undefined) ?? 0;
  return Array.from({ length: deepest(lenses, ({ heads }) => heads) }, (_, head) => ({
    layer: first,
    kind: { kind: 'head', head },
    maps: compareAt(lenses, settings, (_settings, lens) => {
      if (lens.shown === undefined || head >= lens.shown.displayed.start.heads) return undefined;
      return { layer: layerOf(lens)!, map: { kind: 'head', head } };
    }),
  }));
}

type Place = { readonly layer: number; readonly map: MapKind };

function compareAt(
  lenses: readonly LensTrace[],
  settings: CompareSettings,
  placeOf: (settings: CompareSettings, lens: LensTrace) => Place | undefined,
): (ComparedMap | undefined)[] {
  const empty = { cls: 0, registers: 0, rows: 0, columns: 0, testTimeRegisters: 0 } as const;
  const placed = lenses.map((lens) => {
    const { shown } = lens;
    const place = placeOf(settings, lens);
    const map = shown && place && tokenMap(shown.record, shown.displayed, place, settings.look);
    return { layout: shown?.displayed.start.layout ?? empty, map };
  });
  return compareMaps(placed, settings.reference, settings.comparison);
}

function deepest(
  lenses: readonly LensTrace[],
  size: (start: NonNullable<LensTrace['shown']>['displayed']['start']) => number,
): number {
  return Math.max(0, ...lenses.map(({ shown }) => (shown ? size(shown.displayed.start) : 0)));
}
