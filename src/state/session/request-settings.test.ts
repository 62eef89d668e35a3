import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INITIAL_REQUEST, type Requested } from '../requested.ts';
import { decodeRequested, encodeRequested } from './request-settings.ts';

/** A request in which nothing is as on a first visit. */
const changed: Requested = {
  lenses: [
    {
      id: 'lens-3',
      model: { kind: 'hub', repo: 'facebook/dinov2-small', revision: 'main' },
      interventions: {},
    },
    {
      id: 'lens-1',
      model: { kind: 'embedded', id: 'mini-artifacts' },
      interventions: {
        registers: { count: 1, init: 'zeros', seed: 0 },
        reroute: {
          neurons: { '2': [108, 330] },
          target: 'registers',
          mode: 'paper',
          others: 'zero',
          scale: 1,
        },
      },
    },
    { id: 'lens-2', model: { kind: 'local', key: 'model-2' }, interventions: {} },
  ],
  active: 'lens-1',
  comparison: {
    layout: 'columns',
    scale: 'own',
    shows: 'difference',
    reference: 'lens-2',
    outlierLayer: 4,
    normLayer: 5,
  },
  image: { kind: 'sample', file: 'moon.webp' },
  framing: { fit: 'whole', size: { height: 280, width: 518 } },
  query: { target: { kind: 'patch', x: 0.125, y: 0.875 }, pinned: true },
  reading: 'attended-by',
  staged: { layer: 3, map: { kind: 'head', head: 2 } },
  look: {
    palette: 'magma',
    scale: 'fixed',
    range: 'all-tokens',
    normScale: 'linear',
    opacity: 0.25,
    smooth: true,
    rule: { kind: 'sigma', sigmas: 2.5 },
  },
  combining: {
    weights: { 3: 2.5 },
    rollout: { start: 2, heads: 'max', identity: false, discard: 0.9 },
    range: { start: 1, heads: 'max' },
    columns: ['rollout'],
    mask: { shown: true, share: 0.5 },
  },
  prompts: {
    texts: ['a cat'],
    template: 'a photo of {}',
    attention: { prompt: 1, layer: 2, head: 3 },
  },
  features: {
    isOpen: true,
    shows: 'pca',
    basis: 'own',
    leavesOutOutliers: true,
    foreground: 'above',
    threshold: 0.25,
  },
  panels: { change: true, sections: ['gate'], menu: 'lenses', layers: 'norms' },
  view: { scale: 2.5, x: 0.25, y: 0.5 },
  grid: {
    order: 'entropy',
    highestFirst: false,
    filter: { measure: 'distance', keeps: 'at-most', limit: 0.25, others: 'hidden' },
    zoom: 2.5,
  },
  normSite: 'mlp',
  numbers: { chart: 'entropy', table: 'list', sort: 'smallest' },
  theme: 'dark',
};

const overTheWire = (requested: Requested) => JSON.parse(JSON.stringify(encodeRequested(requested)));
const messages = (given: unknown) => decodeRequested(given).problems.map(({ message }) => message);

describe('the settings', () => {
  test('of a first visit take no room, and come back', () => {
    expect(encodeRequested(INITIAL_REQUEST)).toEqual({});
    expect(decodeRequested({})).toEqual({ requested: INITIAL_REQUEST, problems: [] });
  });

  test('come back as they were when all of them are changed', () => {
    expect(decodeRequested(overTheWire(changed))).toEqual({ requested: changed, problems: [] });
  });

  test('come back as they were when only one of them is changed', () => {
    for (const key of Object.keys(changed) as (keyof Requested)[]) {
      if (['lenses', 'active', 'comparison'].includes(key)) continue;
      const one = { ...INITIAL_REQUEST, [key]: changed[key] };
      expect(Object.keys(overTheWire(one))).toEqual([key]);
      expect(decodeRequested(overTheWire(one))).toEqual({ requested: one, problems: [] });
    }
  });

  test('leave out what is as at first, also within', () => {
    const look = { ...INITIAL_REQUEST.look, opacity: 0.5 };
    expect(overTheWire({ ...INITIAL_REQUEST, look })).toEqual({ look: { opacity: 0.5 } });
  });

  test.each([
    [{ look: { opacity: 2 } }, 'The settings: look.opacity should be <=1, but is 2.'],
    [{ look: { opacity: 'half' } }, 'The settings: look.opacity should be number, but is "half".'],
    [{ look: 7 }, 'The settings: look should be an object.'],
    [{ look: { palette: 'jet' } }, /^The settings: look\.palette should be .*"cividis".*, but is "jet"\.$/],
    [{ staged: { map: { kind: 'banana' } } }, /^The settings: staged\.map\.kind should be .*"mean"/],
    [
      { staged: { map: { kind: 'head', head: -1 } } },
      'The settings: staged.map.head should be >=0, but is -1.',
    ],
    [{ lenses: [] }, 'The settings: lenses should be a list of 1 to 4 lenses.'],
    [{ lenses: [{}, {}] }, 'The settings: lenses has two lenses of the same name.'],
    [{ lenses: [{ id: 'x' }] }, 'The settings: lenses.0.id should be lens- and a number, but is "x".'],
    [
      { lenses: [{ model: { kind: 'hub', repo: '../../etc' } }] },
      'The settings: lenses.0.model.repo should be OWNER/NAME, but is "../../etc".',
    ],
    [
      { lenses: [{ model: { kind: 'hub', repo: 'a/b', revision: '../c' } }] },
      'The settings: lenses.0.model.revision should be a branch, a tag or a commit, but is "../c".',
    ],
    [
      { lenses: [{ interventions: { registers: { count: -1 } } }] },
      /^The settings: lenses\.0\.interventions: registers\.count should be /,
    ],
    [{ active: 'lens-9' }, 'The settings: active names the lens "lens-9", which is not there.'],
    [
      { comparison: { reference: 'lens-9' } },
      'The settings: comparison.reference names the lens "lens-9", which is not there.',
    ],
    [
      { query: { target: { kind: 'patch', x: Number.NaN, y: 0.5 } } },
      'The settings: query.target.x should be number, but is NaN.',
    ],
    [{ query: { target: { kind: 'patch', x: -0.1, y: 0.5 } } }, /query\.target\.x should be >=0/],
    [
      { query: { target: { kind: 'lasso', points: [{ x: Number.POSITIVE_INFINITY, y: 0 }] } } },
      /query\.target\.points\.0\.x should be <=1/,
    ],
    [{ image: { kind: 'sample', file: '../secret.png' } }, /image\.file should be the file of a sample/],
    [
      { framing: { fit: 'crop', size: { height: Number.POSITIVE_INFINITY, width: 5 } } },
      /framing\.size\.height/,
    ],
  ])('that are at fault are named, and the rest is read: %j', (given, message) => {
    const { requested, problems } = decodeRequested({ ...given, theme: 'dark' });
    expect(problems).toEqual([
      { kind: 'invalid', path: expect.any(String), message: expect.stringMatching(toPattern(message)) },
    ]);
    expect(requested).toEqual({ ...INITIAL_REQUEST, theme: 'dark' });
  });

  test('that this version does not know are named and left out', () => {
    const given = JSON.parse(
      '{"theme": "dark", "sound": "loud", "look": {"__proto__": {"palette": "grey"}}}',
    );
    const { requested, problems } = decodeRequested(given);
    expect(problems.map(({ kind, path }) => [kind, path])).toEqual([
      ['unknown', 'sound'],
      ['unknown', 'look.__proto__'],
    ]);
    expect(requested).toEqual({ ...INITIAL_REQUEST, theme: 'dark' });
  });

  test.each([null, undefined, 7, 'text', [], [[]]])('that are no object are refused: %j', (given) => {
    expect(messages(given)).toEqual(['The settings should be an object.']);
  });

  test('may be anything: reading them never throws and gives a request that can be written', () => {
    const keys = fc.constantFrom(
      ...Object.keys(INITIAL_REQUEST),
      ...Object.keys(INITIAL_REQUEST.look),
      ...[
        'kind',
        'id',
        'model',
        'interventions',
        'map',
        'layer',
        'head',
        'target',
        '__proto__',
        'constructor',
      ],
    );
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        fc.dictionary(keys, tie('value')),
        fc.array(tie('value'), { maxLength: 5 }),
        fc.constantFrom('head', 'hub', 'embedded', 'mini', 'patch', 'lens-1', Number.POSITIVE_INFINITY),
      ),
    })).value;
    fc.assert(
      fc.property(json, (given) => {
        const { requested } = decodeRequested(given);
        const again = decodeRequested(JSON.parse(JSON.stringify(encodeRequested(requested))));
        expect(again).toEqual({ requested, problems: [] });
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});

function toPattern(message: string | RegExp): RegExp {
  return typeof message === 'string'
    ? new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
    : message;
}
