import { lens, lensModel } from '#words/view/export-facts.ts';
import * as words from '#words/view/export-figures.ts';
import { describeVariant } from '../../core/variant/variant.ts';
import type { ComparedMap } from '../../state/compared-maps.ts';
import { stagedMap } from '../../state/displayed.ts';
import { mapLookOf } from '../../state/layer-maps.ts';
import { referenceLens } from '../../state/lens.ts';
import type { Scope } from '../../state/scope.ts';
import { lensView, type ScopeState } from '../../state/scope-state.ts';
import { paletteOf } from '../lenses/compared-look.ts';
import { comparedStage } from '../lenses/compared-rows.ts';
import { type LensTrace, lensLetter } from '../lenses/use-lens-traces.ts';
import { formatDifference, formatValue } from '../numbers.ts';
import type { Bar } from './bar-marks.ts';
import { type Fact, modelFacts, type Subject } from './facts.ts';
import type { LensesFigure, LensFigure } from './lenses-scene.ts';
import { barRaster } from './map-raster.ts';
import { componentBars, maskShare, readPicture, specialValues, stagedTitle } from './stage-figure-data.ts';

/** One lens with what it shows. */
export interface ComparedExport {
  readonly letter: string;
  /** Undefined before its first trace begins. */
  readonly subject: Subject | undefined;
  readonly isReference: boolean;
  readonly map: ComparedMap | undefined;
}

/** The staged map of every lens, on the comparison's scale. */
export function comparedExports(scope: Scope, state: ScopeState): ComparedExport[] {
  const { lenses, staged, comparison } = state.requested;
  const reference = lenses.indexOf(referenceLens(state.requested));
  const traces = lenses.map((lens, place): LensTrace => {
    const { displayed } = lensView(state, lens.id);
    const record = displayed && scope.record(lens.id, displayed.start.trace);
    const shown = displayed && record ? { displayed, record } : undefined;
    return { lens, letter: lensLetter(place), shown };
  });
  const maps = comparedStage(traces, {
    staged,
    look: mapLookOf(state.requested),
    comparison,
    reference,
  });
  return traces.map(({ letter, shown }, place) => ({
    letter,
    subject: shown && { ...shown, state, model: scope.pinned(shown.displayed.modelChoice) },
    isReference: place === reference,
    map: maps[place],
  }));
}

const PICTURE_PX = 260;

/** The lenses side by side as a figure; undefined before any of them shows a map. */
export async function lensesFigure(
  exports: readonly ComparedExport[],
  options: {
    readonly photoUrl: string | undefined;
    readonly fill: string;
    readonly photoScale: number;
    readonly facts: readonly Fact[];
  },
): Promise<LensesFigure | undefined> {
  const first = exports.find(({ subject, map }) => subject && map)?.subject;
  if (first === undefined) return undefined;
  const { state, displayed } = first;
  const { comparison, staged, look } = state.requested;
  const place = stagedMap(staged, displayed);
  const { title, subtitle } = stagedTitle(first, { layer: place.layer, kind: place.map });
  const isOwn = comparison.scale === 'own';
  const shared = sharedComponents(exports);
  const isOwnBar = place.map.kind === 'pca' ? shared === undefined : isOwn;
  const lenses = await Promise.all(exports.map((one) => lensFigure(one, { ...options, ownBar: isOwnBar })));
  const bars = isOwnBar ? [] : shared ? componentBars(shared) : sharedBars(exports, look.palette);
  return { title: words.lenses.title(title), subtitle, lenses, bars, facts: options.facts };
}

/** The components that all lenses have in one basis. */
function sharedComponents(exports: readonly ComparedExport[]): ComparedMap['components'] {
  const all = exports.flatMap(({ map }) => (map ? [map.components] : []));
  const [first] = all;
  return first && all.every((one) => String(one?.ranges) === String(first.ranges)) ? first : undefined;
}

async function lensFigure(
  { letter, subject, isReference, map }: ComparedExport,
  options: {
    readonly photoUrl: string | undefined;
    readonly fill: string;
    readonly photoScale: number;
    readonly ownBar: boolean;
  },
): Promise<LensFigure> {
  if (subject === undefined) {
    const note = words.lenses.notRun;
    return { letter, name: '', kind: '', picture: undefined, note, special: [], bars: [] };
  }
  const { displayed, state } = subject;
  const { look, staged } = state.requested;
  const variant = describeVariant(displayed.model.spec, displayed.interventions);
  const { photoUrl, fill, photoScale } = options;
  const head = {
    letter,
    name: variant.name,
    kind: words.lenses.kind(variant.kind, isReference),
  };
  if (map === undefined) {
    const note = words.lenses.noMap;
    return { ...head, picture: undefined, note, special: [], bars: [] };
  }
  const palette = paletteOf(map, look.palette);
  // A difference is no norm: the rule for outliers does not apply to it.
  const { map: staging } = stagedMap(staged, displayed);
  const kind = map.kind === 'difference' ? ({ kind: 'mean' } as const) : staging;
  const picture = await readPicture({
    ...{ displayed, map, kind, look, palette, photoUrl, fill, photoScale },
    longestPx: PICTURE_PX,
    maskShare: map.kind === 'map' ? maskShare(subject, staging) : undefined,
  });
  const format = map.kind === 'difference' ? formatDifference : formatValue;
  const range = { low: map.low, high: map.high, axis: map.axis };
  return {
    ...head,
    picture,
    note: undefined,
    special: specialValues(displayed.start.layout, map, palette, format),
    bars: options.ownBar
      ? ownBars(map, { raster: barRaster(palette), range, note: words.lenses.ownScale })
      : [],
  };
}

function ownBars({ components }: ComparedMap, bar: Bar): Bar[] {
  return components ? componentBars(components) : [bar];
}

/** One bar for the maps, one for the differences, as far as there are any. */
function sharedBars(
  exports: readonly ComparedExport[],
  chosen: Subject['state']['requested']['look']['palette'],
): Bar[] {
  return (['map', 'difference'] as const).flatMap((kind) => {
    const same = exports.flatMap(({ map }) => (map?.kind === kind ? [map] : []));
    const [first] = same;
    if (!first) return [];
    const beyond = same.some(({ values }) => values.some((value) => value > first.high || value < first.low));
    const note = words.lenses.scale(kind === 'difference', beyond);
    const range = { low: first.low, high: first.high, axis: first.axis };
    return [{ raster: barRaster(paletteOf({ kind }, chosen)), range, note }];
  });
}

/** Each lens's model and changes, under its letter. */
export function lensFacts(exports: readonly ComparedExport[]): Fact[] {
  return exports.flatMap(({ letter, subject }) =>
    subject
      ? [
          {
            key: `lens_${letter.toLowerCase()}`,
            name: lens(letter),
            value: lensModel(modelFacts(subject).map(({ value }) => value)),
          },
        ]
      : [],
  );
}
