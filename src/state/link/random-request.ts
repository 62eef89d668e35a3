import fc from 'fast-check';
import { FEATURE_SITES } from '../../core/analysis/features.ts';
import { NORM_SITES } from '../../core/analysis/norm-sites.ts';
import { parseInterventions } from '../../core/intervention/interventions.ts';
import { EMBEDDED_MODELS } from '../../hub/embedded-models.ts';
import type { Lens } from '../lens.ts';
import { CHANGE_SECTIONS } from '../panels.ts';
import type { QueryTarget } from '../query-target.ts';
import { INITIAL_REQUEST, type MapKind, type ModelChoice, type Requested } from '../requested.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0); // no negative zero
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const count = fc.nat({ max: 100_000 });
const side = fc.integer({ min: 1, max: 100_000 });
const flag = fc.boolean();
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('1', 'null', '"', '{}', '[', 'a=b&c#d?e', '<img src=x onerror=alert(1)>', ' +%2B ', 'true'), // no words
);
const point = fc.record({ x: share, y: share });
const siteOf = fc.constantFrom(...FEATURE_SITES);

const target: fc.Arbitrary<QueryTarget> = fc.oneof(
  fc.constantFrom<QueryTarget>({ kind: 'cls' }, { kind: 'distillation' }),
  fc.record({ kind: fc.constantFrom('register', 'test-time-register'), index: count }),
  point.map((place) => ({ kind: 'patch' as const, ...place })),
  fc.record({ kind: fc.constant('box' as const), from: point, to: point }),
  fc.record({
    kind: fc.constant('lasso' as const),
    points: fc.array(point, { minLength: 1, maxLength: 20 }),
  }),
);

const map: fc.Arbitrary<MapKind> = fc.oneof(
  count.map((head) => ({ kind: 'head' as const, head })),
  count.map((prompt) => ({ kind: 'prompt' as const, prompt })),
  fc.record({ kind: fc.constantFrom('similarity', 'pca'), site: siteOf }),
  fc.constantFrom<MapKind>(
    ...(['mean', 'max', 'norm', 'weighted', 'range', 'rollout'] as const).map((kind) => ({ kind })),
  ),
);

const model: fc.Arbitrary<ModelChoice> = fc.oneof(
  fc.constantFrom(...EMBEDDED_MODELS.map(({ id }) => ({ kind: 'embedded' as const, id }))),
  fc.constantFrom<ModelChoice>(
    { kind: 'hub', repo: 'facebook/dinov2-small' },
    { kind: 'hub', repo: 'timm/vit_tiny_patch16_224.augreg_in21k', revision: 'refs/pr/3' },
    { kind: 'hub', repo: 'a/b', revision: '0123456789abcdef0123456789abcdef01234567' },
  ),
);

const interventions = fc
  .constantFrom<unknown>(
    {},
    { registers: { count: 2, init: 'zeros', seed: 0 } },
    { gate: { kind: 'implied', sinks: 'outliers', form: 'gate' } },
    {
      registers: { count: 1, init: 'zeros', seed: 0 },
      reroute: {
        neurons: { 2: [108, 330], 4: [7] },
        target: 'registers',
        mode: 'paper',
        others: 'zero',
        scale: 1,
      },
    },
  )
  .map((given) => parseInterventions(given, 'The test')); // no words

const lenses: fc.Arbitrary<readonly Lens[]> = fc.uniqueArray(
  fc.record({ id: fc.nat({ max: 20 }).map((place) => `lens-${place}`), model, interventions }),
  { minLength: 1, maxLength: 4, selector: ({ id }) => id },
);

const weights = fc.dictionary(fc.nat({ max: 99 }).map(String), finite, { maxKeys: 4, noNullPrototype: true });

const rule = fc.oneof(
  finite.map((k) => ({ kind: 'robust' as const, k })),
  finite.map((sigmas) => ({ kind: 'sigma' as const, sigmas })),
  share.map((part) => ({ kind: 'quantile' as const, share: part })),
  finite.map((factor) => ({ kind: 'multiple' as const, factor })),
  finite.map((norm) => ({ kind: 'absolute' as const, norm })),
);

const framing: fc.Arbitrary<Requested['framing']> = fc.record(
  {
    fit: fc.constantFrom('publisher', 'whole', 'crop', 'pad', 'stretch'),
    size: fc.record({ height: side, width: side }),
  },
  { requiredKeys: ['fit'] },
);

const measure = fc.constantFrom('sink-share', 'entropy', 'similarity', 'distance');

/** Any request that a link can carry; of local files it cannot. */
export const anyRequest: fc.Arbitrary<Requested> = lenses.chain((list) => {
  const id = fc.constantFrom(...list.map((lens) => lens.id));
  const changed = <T>(arbitrary: fc.Arbitrary<T>, initial: T) => fc.oneof(fc.constant(initial), arbitrary);
  const from = INITIAL_REQUEST;
  return fc.record<Requested>({
    lenses: fc.constant(list),
    active: id,
    comparison: fc.record({
      layout: list.length === 1 ? fc.constant('single') : fc.constantFrom('single', 'columns'),
      scale: fc.constantFrom('shared', 'clipped', 'own'),
      shows: fc.constantFrom('maps', 'difference'),
      reference: fc.option(id, { nil: undefined }),
      outlierLayer: fc.oneof(fc.constant('auto' as const), count),
      normLayer: fc.oneof(fc.constant('auto' as const), count),
    }),
    image: fc.option(
      fc
        .constantFrom('robin.webp', 'moon.webp', 'a-b_1.png')
        .map((file) => ({ kind: 'sample' as const, file })),
      { nil: undefined },
    ),
    framing: changed(framing, from.framing),
    query: fc.record({ target, pinned: flag }),
    reading: fc.constantFrom('attends-to', 'attended-by', 'received', 'gate'),
    staged: fc.record({ layer: fc.oneof(fc.constant('newest' as const), count), map }),
    combining: changed(
      fc.record({
        weights,
        rollout: fc.record({
          start: count,
          heads: fc.constantFrom('mean', 'max', 'min'),
          identity: flag,
          discard: fc.constantFrom(0, 0.5, 0.9),
        }),
        range: fc.record({ start: count, heads: fc.constantFrom('mean', 'max', 'weighted') }),
        columns: fc.subarray(['weighted', 'rollout', 'range']),
        mask: fc.record({ shown: flag, share }),
      }),
      from.combining,
    ),
    look: changed(
      fc.record({
        palette: fc.constantFrom('cividis', 'viridis', 'magma', 'inferno', 'grey', 'blue-red'),
        scale: fc.constantFrom('fixed', 'layer', 'head'),
        range: fc.constantFrom('patches', 'all-tokens'),
        normScale: fc.constantFrom('linear', 'log'),
        opacity: share,
        smooth: flag,
        rule,
      }),
      from.look,
    ),
    features: changed(
      fc.record({
        isOpen: flag,
        shows: fc.constantFrom('similarity', 'pca'),
        basis: fc.constantFrom('joint', 'own'),
        leavesOutOutliers: flag,
        foreground: fc.constantFrom('all', 'above', 'below'),
        threshold: share,
      }),
      from.features,
    ),
    normSite: fc.constantFrom(...NORM_SITES),
    numbers: fc.record({
      chart: fc.constantFrom('histogram', 'outliers', 'norms', 'entropy'),
      table: fc.constantFrom('closed', 'patches', 'list'),
      sort: fc.constantFrom('sequence', 'largest', 'smallest'),
    }),
    grid: fc.record({
      order: fc.oneof(fc.constant('layers' as const), measure),
      highestFirst: flag,
      filter: fc.option(
        fc.record({
          measure,
          keeps: fc.constantFrom('at-least', 'at-most'),
          limit: fc.oneof(fc.constant('median' as const), finite),
          others: fc.constantFrom('dimmed', 'hidden'),
        }),
        { nil: undefined },
      ),
      zoom: fc.double({ min: 1, max: 100, noNaN: true }),
    }),
    prompts: fc.record({
      texts: fc.array(text, { maxLength: 4 }),
      template: text,
      attention: fc.record({
        prompt: count,
        layer: count,
        head: fc.oneof(fc.constant('mean' as const), count),
      }),
    }),
    panels: fc.record({
      change: flag,
      sections: fc.subarray(CHANGE_SECTIONS),
      menu: fc.constantFrom('none', 'models', 'framing', 'lenses', 'combining'),
      layers: fc.constantFrom('attention', 'norms'),
    }),
    view: changed(
      fc.record({ scale: fc.double({ min: 1, max: 12, noNaN: true }), x: share, y: share }),
      from.view,
    ),
    theme: fc.constantFrom('system', 'light', 'dark'),
  });
});
