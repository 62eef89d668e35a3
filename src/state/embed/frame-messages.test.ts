import { describe, expect, test, vi } from 'vitest';
import { createFakeLibrary, setUp } from '../scripted-scope.ts';
import { serveFrame, trustedOrigins } from './frame-messages.ts';
import { readOnlyScope } from './read-only-scope.ts';
import { readPageOptions } from './read-page-options.ts';

async function framed(search = '?embed=1&origin=https://teacher.example') {
  const parts = setUp();
  await parts.open();
  await parts.finish();
  const told: { message: Record<string, unknown>; origin: string }[] = [];
  let listen: (event: unknown) => void = () => undefined;
  const post = (message: unknown, origin: string) =>
    void told.push({ message: message as Record<string, unknown>, origin });
  const end = serveFrame({
    scope: parts.scope,
    library: createFakeLibrary(),
    window: {
      location: { search, hash: '', origin: 'https://app.example', protocol: 'https:' },
      parent: { postMessage: post } as unknown as Window,
      addEventListener: ((_: string, listener: (event: unknown) => void) => {
        listen = listener;
      }) as Window['addEventListener'],
      removeEventListener: () => undefined,
    },
  });
  async function ask(data: unknown, origin = 'https://teacher.example') {
    const answers: unknown[] = [];
    const source = { postMessage: (message: unknown, to: unknown) => void answers.push({ message, to }) };
    listen({ data, origin, source });
    await new Promise((resolve) => setTimeout(resolve));
    return answers as { message: Record<string, unknown>; to: unknown }[];
  }
  return { ...parts, told, ask, end };
}

describe('a frame', () => {
  test('says that it is ready to the origins that are named, and to no other', async () => {
    const { told, end } = await framed();
    expect(told.map(({ origin }) => origin)).toEqual(['https://app.example', 'https://teacher.example']);
    expect(told[0]!.message).toMatchObject({ sinkscope: 1, type: 'ready', trace: { status: 'complete' } });
    end();
  });

  test('sets its state and reads its maps for a named origin', async () => {
    const { scope, ask, end } = await framed();
    const state = { staged: { layer: 1, map: { kind: 'head', head: 1 } }, look: { opacity: 9 } };
    const [answer] = await ask({ sinkscope: 1, id: 'a', type: 'set-state', state });
    expect(answer).toMatchObject({
      to: { targetOrigin: 'https://teacher.example' },
      message: { id: 'a', type: 'state', state: { staged: state.staged } },
    });
    expect(answer!.message.problems).toEqual([expect.stringContaining('look.opacity')]);
    expect(scope.store.getState().requested.staged.layer).toBe(1);
    const [map] = await ask({ sinkscope: 1, id: 1, type: 'get-map', layer: 0, map: { kind: 'norm' } });
    const { patches, tokens, layer } = map!.message as {
      patches: Float32Array;
      tokens: Float32Array;
      layer: number;
    };
    expect([patches.length, tokens.length, layer]).toEqual([400, 403, 0]);
    end();
  });

  test.each([
    ['https://other.example'],
    ['null'],
    ['https://teacher.example.evil.example'],
    ['http://teacher.example'],
  ])('refuses %s without an answer', async (origin) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { scope, ask, end } = await framed();
    const before = scope.store.getState().requested;
    const state = { staged: { layer: 1 } };
    expect(await ask({ sinkscope: 1, id: 1, type: 'set-state', state }, origin)).toEqual([]);
    expect(scope.store.getState().requested).toBe(before);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining(origin));
    warn.mockRestore();
    end();
  });

  test.each([
    [{ sinkscope: 2, type: 'get-state' }, 'no request of version 1'],
    [{ sinkscope: 1, type: 'get-secrets' }, 'no request of version 1'],
    [{ sinkscope: 1, type: 'get-map', layer: Number.NaN }, 'staged.layer'],
    [{ sinkscope: 1, type: 'get-map', map: { kind: 'rollout' } }, 'has not been computed yet'],
    [
      { sinkscope: 1, type: 'set-state', state: { image: { kind: 'local', key: 'x' } } },
      'There is no file x',
    ],
    [
      { sinkscope: 1, type: 'set-state', state: { image: { kind: 'sample', file: 'x.png' } } },
      'no sample x.png',
    ],
    [{ sinkscope: 1, type: 'open-image', image: 'javascript:alert(1)' }, 'is no address of an image'],
  ])('answers what is at fault with what is wrong: %j', async (request, message) => {
    const { ask, end } = await framed();
    const [answer] = await ask(request);
    expect(answer!.message).toMatchObject({ type: 'error', message: expect.stringContaining(message) });
    end();
  });

  test.each([null, 'text', 7, {}, { type: 'get-state' }])(
    'does not hear what is not for it: %j',
    async (data) => {
      const { ask, end } = await framed();
      expect(await ask(data)).toEqual([]);
      end();
    },
  );

  test('trusts its own origin and those that are named, as browsers write them', () => {
    const location = { hash: '', origin: 'https://app.example', protocol: 'https:' };
    const search = '?origin=https://a.example/page,https://b.example:8443&origin=*&origin=null,%20,data:x';
    expect([...trustedOrigins({ ...location, search })]).toEqual([
      'https://app.example',
      'https://a.example',
      'https://b.example:8443',
    ]);
  });
});

describe('the options of a frame', () => {
  test('name parts to leave out, and what they do not know', () => {
    const { options, unknown } = readPageOptions({ search: '?embed=1&hide=grid,norms,sofa', hash: '' });
    expect([...options.hidden]).toEqual(['grid', 'norms']);
    expect(unknown).toEqual(['sofa']);
    expect(options).toMatchObject({ isEmbedded: true, isReadOnly: false });
  });

  test('leave out what changes the state where nothing may be changed', async () => {
    const { options } = readPageOptions({ search: '?readonly=1', hash: '' });
    expect(options.hidden.has('model')).toBe(true);
    expect(options.hidden.has('grid')).toBe(false);
    const { scope } = setUp();
    await scope.begin();
    const before = scope.store.getState();
    const shown = readOnlyScope(scope);
    shown.changeLook({ opacity: 0 });
    shown.pin({ kind: 'cls' });
    shown.arrange({ theme: 'dark' });
    shown.undo();
    await shown.openFiles([]);
    expect(scope.store.getState().requested).toBe(before.requested);
  });
});
