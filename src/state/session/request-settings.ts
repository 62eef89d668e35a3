import * as v from 'valibot';
import * as words from '#words/state/session.ts';
import { NORM_SITES } from '../../core/analysis/norm-sites.ts';
import type { OutlierRule } from '../../core/analysis/outliers.ts';
import type { Fit, FramingRequest } from '../../core/image/framing.ts';
import type { PaletteName } from '../../core/image/palette.ts';
import { parseInterventions } from '../../core/intervention/interventions.ts';
import { EMBEDDED_MODELS } from '../../hub/embedded-models.ts';
import { formatModelReference, parseModelReference, repositoryId } from '../../hub/model-reference.ts';
import type { Lens } from '../lens.ts';
import type { QueryTarget } from '../query-target.ts';
import {
  type AttentionScale,
  type Comparison,
  type ImageChoice,
  INITIAL_REQUEST,
  type Look,
  type MapKind,
  type ModelChoice,
  type Numbers,
  type Reading,
  type Requested,
  type ScaleRange,
  type Staged,
  type TableSort,
} from '../requested.ts';
import { combiningSettings } from './combining-settings.ts';
import { featureSettings, featureSite } from './feature-settings.ts';
import { gridSettings } from './grid-settings.ts';
import { lensListSetting } from './lens-list-setting.ts';
import { panelSettings, viewSettings } from './panel-settings.ts';
import { promptSettings } from './prompt-settings.ts';
import {
  byKind,
  oneOf,
  parsedSetting,
  type Setting,
  type SettingProblem,
  setting,
  settings,
} from './setting.ts';
import { count, finite, share } from './values.ts';

const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));
const key = v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/, words.expected.shortName));
const layerOr = <Word extends string>(word: Word) =>
  v.union([v.literal(word), count], words.expected.layerOr(word));

const modelChoice = byKind<ModelChoice>({
  embedded: v.strictObject({
    kind: v.literal('embedded'),
    id: v.picklist(EMBEDDED_MODELS.map(({ id }) => id)),
  }),
  local: v.strictObject({ kind: v.literal('local'), key }),
  hub: v.strictObject({
    kind: v.literal('hub'),
    repo: v.pipe(v.string(), v.regex(repositoryId, 'OWNER/NAME')),
    revision: v.exactOptional(
      v.pipe(
        v.string(),
        v.check((revision) => isReference(`a/b@${revision}`), words.expected.revision),
      ),
    ),
  }),
});

const imageChoice = byKind<ImageChoice>({
  sample: v.strictObject({
    kind: v.literal('sample'),
    file: v.pipe(v.string(), v.regex(/^[\w-]{1,80}\.\w{1,8}$/, words.expected.sample)),
  }),
  local: v.strictObject({ kind: v.literal('local'), key }),
});

const fits: Readonly<Record<Fit, true>> = {
  publisher: true,
  whole: true,
  crop: true,
  pad: true,
  stretch: true,
};
const framing: v.GenericSchema<unknown, FramingRequest> = v.strictObject({
  fit: v.picklist(Object.keys(fits) as Fit[]),
  size: v.exactOptional(v.strictObject({ height: side, width: side })),
});

const index = { index: count };
const point = { x: share, y: share };
const framePoint = v.strictObject(point);
const queryTarget = byKind<QueryTarget>({
  cls: v.strictObject({ kind: v.literal('cls') }),
  distillation: v.strictObject({ kind: v.literal('distillation') }),
  register: v.strictObject({ kind: v.literal('register'), ...index }),
  'test-time-register': v.strictObject({ kind: v.literal('test-time-register'), ...index }),
  patch: v.strictObject({ kind: v.literal('patch'), ...point }),
  box: v.strictObject({ kind: v.literal('box'), from: framePoint, to: framePoint }),
  lasso: v.strictObject({
    kind: v.literal('lasso'),
    points: v.pipe(v.array(framePoint), v.minLength(1), v.maxLength(5000)),
  }),
});

const mapKind = byKind<MapKind>({
  head: v.strictObject({ kind: v.literal('head'), head: count }),
  mean: v.strictObject({ kind: v.literal('mean') }),
  max: v.strictObject({ kind: v.literal('max') }),
  norm: v.strictObject({ kind: v.literal('norm') }),
  weighted: v.strictObject({ kind: v.literal('weighted') }),
  range: v.strictObject({ kind: v.literal('range') }),
  rollout: v.strictObject({ kind: v.literal('rollout') }),
  prompt: v.strictObject({ kind: v.literal('prompt'), prompt: count }),
  similarity: v.strictObject({ kind: v.literal('similarity'), site: featureSite }),
  pca: v.strictObject({ kind: v.literal('pca'), site: featureSite }),
});

const rule = byKind<OutlierRule>({
  robust: v.strictObject({ kind: v.literal('robust'), k: finite }),
  sigma: v.strictObject({ kind: v.literal('sigma'), sigmas: finite }),
  quantile: v.strictObject({ kind: v.literal('quantile'), share }),
  multiple: v.strictObject({ kind: v.literal('multiple'), factor: finite }),
  absolute: v.strictObject({ kind: v.literal('absolute'), norm: finite }),
});

const lens = settings<Lens>({
  id: setting(v.pipe(v.string(), v.regex(/^lens-\d{1,6}$/, words.expected.lensId))),
  model: setting(modelChoice),
  interventions: parsedSetting((given, path) => parseInterventions(given, words.settingAt(path))),
});

const lensId = setting(v.string());

/**
 * Everything that can be asked for, as JSON with what is as at first left out: one line a setting, in the session
 * file and in links alike. A new field of `Requested` is a new line here.
 */
const requestSettings: Setting<Requested> = settings<Requested>({
  lenses: lensListSetting(lens, INITIAL_REQUEST.lenses[0]!),
  active: lensId,
  comparison: settings<Comparison>({
    layout: oneOf({ single: true, columns: true }),
    scale: oneOf({ shared: true, clipped: true, own: true }),
    shows: oneOf({ maps: true, difference: true }),
    reference: setting(v.optional(v.string())),
    outlierLayer: setting(layerOr('auto')),
    normLayer: setting(layerOr('auto')),
  }),
  image: setting(v.optional(imageChoice)),
  framing: setting(framing),
  query: settings<Requested['query']>({ target: setting(queryTarget), pinned: setting(v.boolean()) }),
  reading: oneOf<Reading>({ 'attends-to': true, 'attended-by': true, received: true, gate: true }),
  staged: settings<Staged>({ layer: setting(layerOr('newest')), map: setting(mapKind) }),
  combining: combiningSettings,
  look: settings<Look>({
    palette: oneOf<PaletteName>({
      cividis: true,
      viridis: true,
      magma: true,
      inferno: true,
      grey: true,
      'blue-red': true,
    }),
    scale: oneOf<AttentionScale>({ fixed: true, layer: true, head: true }),
    range: oneOf<ScaleRange>({ patches: true, 'all-tokens': true }),
    normScale: oneOf({ linear: true, log: true }),
    opacity: setting(share),
    smooth: setting(v.boolean()),
    rule: setting(rule),
  }),
  prompts: promptSettings,
  features: featureSettings,
  grid: gridSettings,
  normSite: setting(v.picklist(NORM_SITES)),
  numbers: settings<Numbers>({
    chart: oneOf<Numbers['chart']>({
      histogram: true,
      outliers: true,
      'max-over-median': true,
      norms: true,
      'sink-share': true,
      entropy: true,
    }),
    table: oneOf({ closed: true, patches: true, list: true }),
    sort: oneOf<TableSort>({ sequence: true, largest: true, smallest: true }),
  }),
  panels: panelSettings,
  view: viewSettings,
  theme: oneOf({ system: true, light: true, dark: true }),
});

/** What was read, and what was wrong with it. */
export interface DecodedRequest {
  readonly requested: Requested;
  readonly problems: readonly SettingProblem[];
}

/** All settings as JSON; what is as on a first visit is left out. */
export function encodeRequested(requested: Requested): Record<string, unknown> {
  return (requestSettings.encode(requested, INITIAL_REQUEST) ?? {}) as Record<string, unknown>;
}

/** Reads settings that anyone may have written. Never throws; what is at fault is as on a first visit. */
export function decodeRequested(given: unknown): DecodedRequest {
  const problems: SettingProblem[] = [];
  const note = (problem: SettingProblem) => void problems.push(problem);
  const requested = requestSettings.decode(given, INITIAL_REQUEST, { path: '', note });
  return { requested: fitTogether(requested, note), problems };
}

/** Settings that name lenses name those that there are. */
function fitTogether(requested: Requested, note: (problem: SettingProblem) => void): Requested {
  const { lenses, active, comparison } = requested;
  const hasLens = (id: string) => lenses.some((lens) => lens.id === id);
  const refuse = (path: string, id: string) => {
    const message = words.noLens(path, JSON.stringify(id.slice(0, 40)));
    note({ kind: 'invalid', path, message });
  };
  const { reference } = comparison;
  const isAmiss = reference !== undefined && !hasLens(reference);
  if (!hasLens(active)) refuse('active', active);
  if (isAmiss) refuse('comparison.reference', reference);
  return {
    ...requested,
    active: hasLens(active) ? active : lenses[0]!.id,
    comparison: {
      ...comparison,
      layout: lenses.length === 1 ? 'single' : comparison.layout,
      reference: isAmiss ? undefined : reference,
    },
  };
}

function isReference(text: string): boolean {
  try {
    return formatModelReference(parseModelReference(text)) === text;
  } catch {
    return false;
  }
}
