import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INITIAL_REQUEST, type Requested } from '../requested.ts';
import { decodeLink, encodeLink } from './link.ts';
import { migrated } from './migrations.ts';
import { type Parameter, readParameters } from './parameters.ts';
import { anyRequest } from './random-request.ts';

const opened = (text: string) => decodeLink(readParameters(text));
const messages = (text: string) => opened(text).problems.map(({ message }) => message);
const changed = (part: Partial<Requested>): Requested => ({ ...INITIAL_REQUEST, ...part });

describe('a link', () => {
  test('of a first visit is empty, and comes back', () => {
    expect(encodeLink(INITIAL_REQUEST)).toBe('');
    expect(opened('')).toEqual({
      requested: INITIAL_REQUEST,
      imageAddress: undefined,
      hasTheme: false,
      problems: [],
    });
  });

  test('brings any state back as it was', () => {
    fc.assert(
      fc.property(anyRequest, (requested) => {
        const { requested: again, problems } = opened(encodeLink(requested));
        expect(problems).toEqual([]);
        expect(again).toEqual(requested);
      }),
      { numRuns: 500, seed: 6 },
    );
  });

  test('reads as words', () => {
    const requested = changed({
      lenses: [
        {
          id: 'lens-1',
          model: { kind: 'hub', repo: 'facebook/dinov2-small', revision: 'main' },
          interventions: {},
        },
        {
          id: 'lens-2',
          model: { kind: 'embedded', id: 'mini-registers' },
          interventions: { gate: { kind: 'implied', sinks: 'outliers', form: 'gate' } },
        },
      ],
      active: 'lens-2',
      image: { kind: 'sample', file: 'robin.webp' },
      framing: { fit: 'crop', size: { height: 280, width: 518 } },
      query: { target: { kind: 'patch', x: 0.4, y: 0.6 }, pinned: true },
      staged: { layer: 5, map: { kind: 'head', head: 3 } },
      look: { ...INITIAL_REQUEST.look, palette: 'magma' },
      prompts: { ...INITIAL_REQUEST.prompts, texts: ['a cat', 'a dog'] },
      panels: { ...INITIAL_REQUEST.panels, change: true, menu: 'combining' },
      view: { scale: 4, x: 0.375, y: 0.1875 },
    });
    expect(encodeLink(requested).split('&')).toEqual([
      'v=1',
      'model=facebook/dinov2-small@main',
      'lens2.model=mini-registers',
      'lens2.change.gate.kind=implied',
      'lens2.change.gate.sinks=outliers',
      'lens2.change.gate.form=gate',
      'active=2',
      'image=robin',
      'fit=crop',
      'size=280x518',
      'query=patch:0.4,0.6',
      'layer=5',
      'head=3',
      'prompt=a+cat',
      'prompt=a+dog',
      'look.palette=magma',
      'panels.change=true',
      'panels.menu=combining',
      'view.scale=4',
      'view.x=0.375',
      'view.y=0.1875',
    ]);
  });

  test('takes a repository by the address of its page, and an image by its own', () => {
    const { requested, imageAddress } = opened(
      '?model=https://huggingface.co/facebook/dinov2-small/tree/main&image=https://example.org/a%20cat.jpg?size=2',
    );
    expect(requested.lenses[0]!.model).toEqual({
      kind: 'hub',
      repo: 'facebook/dinov2-small',
      revision: 'main',
    });
    expect(imageAddress).toBe('https://example.org/a cat.jpg?size=2');
    expect(requested.image).toBeUndefined();
  });

  test('leaves out local files, and carries an image that has an address', () => {
    const requested = changed({
      lenses: [
        { id: 'lens-1', model: { kind: 'local', key: 'model-1' }, interventions: {} },
        { id: 'lens-2', model: { kind: 'embedded', id: 'mini' }, interventions: {} },
      ],
      image: { kind: 'local', key: 'image-1' },
      active: 'lens-1',
    });
    expect(encodeLink(requested)).toBe('v=1&model=mini&id=lens-2');
    const address = 'https://example.org/cat.png?a=1&b=2#c';
    const link = encodeLink(requested, (key) => (key === 'image-1' ? address : undefined));
    expect(opened(link).imageAddress).toBe(address);
  });

  test.each([
    ['query=patch:NaN,0.5', 'query.target.x'],
    ['query=patch:Infinity,0.5', 'query.target.x'],
    ['query=patch:1e999,0.5', 'query.target.x'],
    ['query=patch:-0.1,0.5', 'query.target.x'],
    ['query=patch:0.5', 'query.target.y'],
    ['query=patch:0.5,', 'query.target.y'],
    ['query=box:0,0,2,1', 'query.target.to.x'],
    ['query=box:0,0', 'query.target.to'],
    ['query=lasso:', 'query.target.points'],
    ['query=register:-1', 'query.target.index'],
    ['query=register:1.5', 'query.target.index'],
    ['query=everything', 'query.target.kind'],
    ['layer=-1', 'staged.layer'],
    ['head=NaN', 'staged.map.head'],
    ['map=pca:nowhere', 'staged.map.site'],
    ['size=0x0', 'framing.size'],
    ['size=big', 'framing.size'],
    ['image=../../secret', 'image.file'],
    ['look.opacity=7', 'look.opacity'],
    ['look.palette=jet', 'look.palette'],
    ['grid.zoom=1e400', 'grid.zoom'],
    ['panels.menu=__proto__', 'panels.menu'],
    ['panels.change=1', 'panels.change'],
    ['panels.sections=gate', 'panels.sections'],
    ['panels.sections=["cellar"]', 'panels.sections'],
    ['view.scale=13', 'view.scale'],
    ['view.x=-0.1', 'view.x'],
    ['active=9', 'active'],
    ['reference=x', 'comparison.reference'],
    ['model=../../etc', 'model'],
    ['lens2.model=nothing', 'lens2.model'],
    ['lens9.model=mini', ''],
    ['change.registers.count=-1', 'lenses.0.interventions'],
    ['v=zero', 'v'],
    ['v=2', 'v'],
    ['sound=loud', 'sound'],
    ['__proto__.polluted=1', '__proto__'],
    ['look.__proto__.palette=grey', 'look.__proto__'],
    ['constructor.prototype.polluted=1', 'constructor'],
  ])('names what is at fault and reads the rest: %s', (text, path) => {
    const { requested, problems } = opened(`${text}&normSite=mlp`);
    const [first] = problems;
    expect(problems).toHaveLength(1);
    expect(`${first!.path} ${first!.message}`).toContain(path);
    expect(first!.message.length).toBeGreaterThan(20);
    expect(requested.normSite).toBe('mlp');
    expect(requested.query.target).toEqual(INITIAL_REQUEST.query.target);
    expect('polluted' in {}).toBe(false);
  });

  test('that is too long is refused', () => {
    expect(messages(`look.palette=${'x'.repeat(300_000)}`)).toEqual([
      'The link is longer than 200,000 characters.',
    ]);
  });

  test('may be any text: reading it never throws, runs nothing, and gives a state that has a link', () => {
    const names = fc.constantFrom(
      ...['v', 'model', 'id', 'change', 'image', 'query', 'layer', 'head', 'map', 'size', 'fit', 'prompt'],
      ...['active', 'reference', 'look', 'look.rule', 'look.opacity', 'lens2.model', 'lens3.change.gate'],
      ...[
        '__proto__',
        'constructor.prototype.x',
        'toString',
        'valueOf',
        'lenses',
        'staged.map',
        'comparison',
      ],
      ...['combining.weights', 'grid.filter', 'prompts.texts', 'theme', 'lens4.id', '', '.', '...'],
    );
    const values = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.json(),
      fc.constantFrom(
        ...[
          'javascript:alert(1)',
          '<script>globalThis.ran=1</script>',
          '$' + '{globalThis.ran=1}',
          'NaN',
          '-0',
        ],
        ...[
          '{"toString":1}',
          '{"__proto__":{"kind":"mean"}}',
          '['.repeat(5000),
          '%',
          '%E0%A4%A',
          'patch:,,,',
        ],
        ...[
          '{"kind":"head","head":1e999}',
          'lasso:0',
          'box:1',
          'https://',
          'data:',
          'a/b@..',
          '9'.repeat(400),
        ],
      ),
    );
    const link = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.tuple(names, values), { maxLength: 8 })
        .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&')),
      fc
        .array(fc.tuple(names, values), { maxLength: 8 })
        .map((pairs) => String(new URLSearchParams(pairs as [string, string][]))),
    );
    fc.assert(
      fc.property(link, (text) => {
        const { requested } = opened(text);
        const again = opened(encodeLink(requested));
        expect(again.problems).toEqual([]);
        expect(JSON.stringify(again.requested)).toEqual(JSON.stringify(requested));
      }),
      { numRuns: 2000, seed: 7 },
    );
    expect('ran' in globalThis).toBe(false);
  });
});

describe('an older link', () => {
  test('goes through every version since', () => {
    const first: Parameter[] = [
      ['v', '1'],
      ['colour', 'magma'],
    ];
    const steps = [
      (parameters: readonly Parameter[]) =>
        parameters.map(([name, text]): Parameter => [name === 'colour' ? 'palette' : name, text]),
      (parameters: readonly Parameter[]) =>
        parameters.map(([name, text]): Parameter => [name === 'palette' ? 'look.palette' : name, text]),
    ];
    expect(migrated(first, steps).parameters[1]).toEqual(['look.palette', 'magma']);
    expect(migrated([['v', '2'], first[1]!], steps).parameters[1]).toEqual(['colour', 'magma']);
    expect(migrated([['v', '3'], first[1]!], steps).parameters[1]).toEqual(['colour', 'magma']);
    expect(migrated([['v', '4']], steps).problem?.message).toContain('version 4');
  });
});
