import { describe, expect, test } from 'vitest';
import { InputError } from '../../core/input-error.ts';
import { INITIAL_REQUEST, type Requested } from '../requested.ts';
import type { LocalImage } from '../scope-state.ts';
import { setUp } from '../scripted-scope.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { fileDigest } from './file-digest.ts';
import { openSession } from './open-session.ts';
import { saveSession } from './save-session.ts';
import { readSession } from './session-file.ts';

const stamp = { program: 'Sinkscope 1.2.3', date: '2026-11-22T10:00:00Z', shown: { layer: '3' } };
const photo = new Blob([Uint8Array.from({ length: 70_000 }, (_, place) => (place * 31) & 255)], {
  type: 'image/png',
});
const other = new Blob(['another picture'], { type: 'image/png' });
const cat: LocalImage = { key: 'image-7', name: 'cat.png', url: 'blob:cat' };
const requested: Requested = {
  ...INITIAL_REQUEST,
  lenses: [
    { id: 'lens-1', model: { kind: 'embedded', id: 'mini' }, interventions: {} },
    {
      id: 'lens-2',
      model: { kind: 'local', key: 'model-4' },
      interventions: { registers: { count: 1, init: 'zeros', seed: 0 } },
    },
  ],
  active: 'lens-2',
  comparison: { ...INITIAL_REQUEST.comparison, layout: 'columns', reference: 'lens-2' },
  image: { kind: 'local', key: 'image-7' },
  theme: 'dark',
};
const state = {
  requested,
  localImages: [cat],
  localModels: [{ key: 'model-4', name: 'my-vit', bytes: 123 }],
};
const readImage = async () => photo;
const pinned = <T>(model: T) => model;

const saved = (withImage: boolean) => saveSession(state, { readImage, pinned }, { withImage, stamp });
const fileOf = (text: string) => new Blob([text]);
const opened = async (
  text: string,
  atHand: Partial<Parameters<typeof openSession>[1]> = {},
  images = [photo],
) => {
  const added: Blob[] = [];
  const result = await openSession(
    await readSession(fileOf(text), 'a.sinkscope.json'),
    { requested: INITIAL_REQUEST, samples: [], localImages: [], localModels: [], ...atHand },
    {
      readImage: async (choice) => images[choice.kind === 'local' ? Number(choice.key.slice(6)) : 0]!,
      addImage(name, blob) {
        added.push(blob);
        return { key: 'image-99', name, url: 'blob:new' };
      },
    },
  );
  return { ...result, added };
};

describe('a session file', () => {
  test('says in words what it is and when it was made, and leaves out what is as at first', async () => {
    const session = JSON.parse(await saved(false));
    expect(session).toMatchObject({
      format: 'sinkscope-session',
      version: 1,
      ...stamp,
      settings: { theme: 'dark', active: 'lens-2', image: { kind: 'local', key: 'image-7' } },
      files: {
        'image-7': { kind: 'image', name: 'cat.png', bytes: 70_000, sha256: await fileDigest(photo) },
        'model-4': { kind: 'model', name: 'my-vit', bytes: 123 },
      },
    });
    expect(Object.keys(session.settings).sort()).toEqual([
      'active',
      'comparison',
      'image',
      'lenses',
      'theme',
    ]);
    expect(session.files['image-7']).not.toHaveProperty('data');
  });

  test('names the very revision that a model of a hub was opened at', async () => {
    const hub = { kind: 'hub', repo: 'a/b' } as const;
    const text = await saveSession(
      {
        ...state,
        requested: { ...INITIAL_REQUEST, lenses: [{ id: 'lens-1', model: hub, interventions: {} }] },
      },
      { readImage, pinned: (model) => (model === hub ? { ...hub, revision: '0123abc' } : model) },
      { withImage: false, stamp },
    );
    const { requested: asked } = await readSession(fileOf(text), 'a.sinkscope.json');
    expect(asked.lenses[0]!.model).toEqual({ kind: 'hub', repo: 'a/b', revision: '0123abc' });
  });

  test('with its image brings the same bytes back, and the model is found by name and size', async () => {
    const localModels = [
      { key: 'model-1', name: 'my-vit', bytes: 124 },
      { key: 'model-2', name: 'my-vit', bytes: 123 },
    ];
    const { requested: asked, added, images, notice } = await opened(await saved(true), { localModels });
    expect(notice).toBeUndefined();
    expect(new Uint8Array(await added[0]!.arrayBuffer())).toEqual(new Uint8Array(await photo.arrayBuffer()));
    expect(added[0]!.type).toBe('image/png');
    expect(images).toEqual([{ key: 'image-99', name: 'cat.png', url: 'blob:new' }]);
    const lenses = [
      requested.lenses[0],
      { ...requested.lenses[1], model: { kind: 'local', key: 'model-2' } },
    ];
    expect(asked).toEqual({ ...requested, lenses, image: { kind: 'local', key: 'image-99' } });
  });

  test('takes an image of this visit with the same bytes, whatever its name, and not one with the name alone', async () => {
    const localImages = [
      { key: 'image-0', name: 'cat.png', url: '' },
      { key: 'image-1', name: 'renamed.png', url: '' },
    ];
    const { requested: asked, added } = await opened(await saved(true), { localImages }, [other, photo]);
    expect(asked.image).toEqual({ kind: 'local', key: 'image-1' });
    expect(added).toEqual([]);
  });

  test('names what is missing, and opens all else', async () => {
    const sample = { kind: 'sample', file: 'moon.webp' } as const;
    const present = { ...INITIAL_REQUEST, image: sample };
    const { requested: asked, notice } = await opened(await saved(false), { requested: present });
    expect(notice?.message).toBe(
      'The image cat.png was not saved with the session. Drop it together with the session; until then the image stays as it was. The model my-vit is not at hand. Drop its folder together with the session.',
    );
    expect(asked).toEqual({
      ...requested,
      lenses: [requested.lenses[0]],
      active: 'lens-1',
      comparison: { ...requested.comparison, layout: 'single', reference: undefined },
      image: sample,
    });
  });

  test('none of whose models is at hand opens on the page’s own, as it was trained', async () => {
    const text = await saveSession(
      {
        ...state,
        requested: { ...requested, lenses: [requested.lenses[1]!], comparison: INITIAL_REQUEST.comparison },
      },
      { readImage, pinned },
      { withImage: false, stamp },
    );
    const { requested: asked } = await opened(text);
    const model = { kind: 'embedded', id: 'mini-artifacts' };
    expect(asked.lenses).toEqual([{ id: 'lens-2', model, interventions: {} }]);
  });

  test('opens beside what it does not know, and says so', async () => {
    const session = JSON.parse(await saved(true));
    session.settings.look = { sparkle: true };
    const { notice } = await opened(JSON.stringify(session), { localModels: state.localModels });
    expect(notice).toEqual({
      tone: 'info',
      message: 'This version does not know the setting look.sparkle; it was left out.',
    });
  });
});

describe('a broken session', () => {
  const changed = async (change: (session: Record<string, never>) => unknown) => {
    const session = JSON.parse(await saved(true));
    return JSON.stringify(change(session) ?? session);
  };
  const at = (path: string, value: unknown) => (session: Record<string, never>) => {
    const names = path.split('/');
    const last = names.pop()!;
    let place: Record<string, unknown> = session;
    for (const name of names) place = place[name] as Record<string, unknown>;
    place[last] = value;
  };

  test.each([
    ['', 'a.sinkscope.json is not JSON. It should be a session as Sinkscope saves it (.sinkscope.json).'],
    ['{"format": "sinksc', /is not JSON/],
    ['[]', 'a.sinkscope.json: the whole file should be an object, but is a list.'],
    ['{}', /is no session\./],
    [`${'['.repeat(50_000)}`, /is not JSON/],
    [`{"format": "sinkscope-session", "version": 1}`, 'a.sinkscope.json: settings is missing.'],
  ])('is refused with what it should be: %.30j', async (text, message) => {
    const error = await readSession(fileOf(text), 'a.sinkscope.json').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    if (typeof message === 'string') expect((error as Error).message).toBe(message);
    else expect((error as Error).message).toMatch(message);
  });

  test.each([
    [
      at('version', 2),
      'a.sinkscope.json is of version 2 of the format, which is newer than this program (it reads version 1). Open it with a newer Sinkscope.',
    ],
    [at('version', '1'), 'a.sinkscope.json: version should be number, but is "1".'],
    [at('settings', []), 'a.sinkscope.json: The settings should be an object.'],
    [at('settings/look', { opacity: -1 }), /The settings: look\.opacity should be >=0, but is -1\.$/],
    [
      at('files', {}),
      'a.sinkscope.json: the settings name the model model-4, which files does not describe.',
    ],
    [at('files/model-4/kind', 'image'), /files\.model-4\.\w+ is missing\.$/],
    [at('files/image-7/sha256', 'abc'), /files\.image-7\.sha256 should be a SHA-256, but is "abc"\.$/],
    [at('files/image-7/type', 'text/html'), /files\.image-7\.type should be the type of an image/],
    [at('files/image-7/data', 'not base64!'), /^cat\.png: the data is no base64\./],
    [at('files/image-7/data', 'AAAA'), /^The image cat\.png in the session is damaged/],
    [at('files/image-7/name', 'x'.repeat(501)), /files\.image-7\.name should be /],
    [at('settings/image', { kind: 'local', key: '__proto__' }), /which files does not describe/],
  ])('is refused, naming the place (%#)', async (change, message) => {
    const error = await opened(await changed(change)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    if (typeof message === 'string') expect((error as Error).message).toBe(message);
    else expect((error as Error).message).toMatch(message);
  });

  test('that is dropped changes nothing, and a good one changes everything at once', async () => {
    const { scope, open, finish } = setUp();
    await open();
    await finish();
    const before = scope.store.getState();
    const drop = async (text: string) =>
      scope.openFiles([
        { path: 'a.sinkscope.json', blob: fileOf(text) },
        { path: 'dog.png', blob: other },
      ]);
    await drop(await changed(at('settings/look', { palette: 'jet' })));
    const { notice, ...after } = scope.store.getState();
    expect(notice?.message).toMatch(/look\.palette/);
    expect(after.requested).toBe(before.requested);
    expect(after.localImages).toEqual([]);

    const states: Requested[] = [];
    scope.store.subscribe(({ requested: asked }, former) => asked !== former.requested && states.push(asked));
    await drop(await saved(true));
    expect(states).toHaveLength(1);
    expect(states[0]).toMatchObject({
      theme: 'dark',
      image: { kind: 'local' },
      lenses: [requested.lenses[0]],
    });
    expect(scope.store.getState().localImages.map(({ name }) => name)).toEqual(['dog.png', 'cat.png']);
  });
});

test('base64 carries any bytes, across its pieces', () => {
  for (const length of [0, 1, 2, 3, 24_575, 24_576, 24_577, 100_000]) {
    const bytes = Uint8Array.from({ length }, (_, place) => (place * 7 + 3) & 255);
    const text = encodeBase64(bytes);
    expect(text).toBe(Buffer.from(bytes).toString('base64'));
    expect(decodeBase64(text)).toEqual(bytes);
  }
  expect(decodeBase64('%%%')).toBeUndefined();
});
