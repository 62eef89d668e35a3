import { afterEach, describe, expect, test, vi } from 'vitest';
import { createFakeLibrary, setUp } from '../scripted-scope.ts';
import { readLink } from './open-link.ts';
import { pageParameter, stateParameters, withState } from './page-parameters.ts';
import { readParameters } from './parameters.ts';

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const bytes = Uint8Array.from(atob(pixel), (character) => character.charCodeAt(0));

function open(text: string, protocol = 'https:') {
  const { scope } = setUp();
  return readLink(readParameters(text), { scope, library: createFakeLibrary(), location: { protocol } });
}

afterEach(() => void vi.unstubAllGlobals());

describe('opening a link', () => {
  test('fetches its image without cookies and without telling where from', async () => {
    const fetched = vi.fn(async () => new Response(bytes, { headers: { 'content-type': 'image/png' } }));
    vi.stubGlobal('fetch', fetched);
    const address = 'https://example.org/a%20cat.png?x=1';
    const { requested, localImages, notice } = await open(`image=${encodeURIComponent(address)}`);
    expect(notice).toBeUndefined();
    expect(localImages).toEqual([expect.objectContaining({ name: 'a cat.png', address })]);
    expect(requested?.image).toEqual({ kind: 'local', key: localImages![0]!.key });
    expect(fetched).toHaveBeenCalledWith(
      new URL(address),
      expect.objectContaining({ credentials: 'omit', referrerPolicy: 'no-referrer' }),
    );
  });

  test('takes an image that the link holds', async () => {
    const address = `data:image/png;base64,${pixel}`;
    const { localImages } = await open(`image=${encodeURIComponent(address)}`);
    expect(localImages).toEqual([expect.objectContaining({ name: 'Small copy in the link', address })]);
  });

  test.each([
    ['image=http://example.org/a.png', 'is no address of an image'],
    ['image=https://', 'is no address of an image'],
    ['image=data:text/html,hello', 'The image within the link is damaged'],
    ['image=data:image/svg%2Bxml;base64,AAAA', 'The image within the link is damaged'],
    ['image=data:image/png;base64,AAAA', 'is not an image this browser can read'],
    ['image=none', 'The sample none.webp does not come with this version'],
  ])('names an image that cannot be had: %s', async (text, message) => {
    const { notice, requested } = await open(`${text}&normSite=mlp`);
    expect(notice?.message).toContain(message);
    expect(requested?.normSite).toBe('mlp');
    expect(requested?.image).toBeUndefined();
  });

  test('explains a host that refuses, and one that has no such image', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch');
    });
    expect((await open('image=https://example.org/a.png')).notice?.message).toContain(
      'does not let other pages read its files (CORS)',
    );
    vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
    expect((await open('image=https://example.org/a.png')).notice?.message).toContain('answers 404');
  });
});

describe('an address', () => {
  const location = {
    pathname: '/page/',
    search: '?embed=1&image=robin&hide=grid',
    hash: '#lesson=sinks&layer=2',
  };

  test('holds what the page shows and how it behaves', () => {
    expect(stateParameters(location)).toEqual([
      ['image', 'robin'],
      ['layer', '2'],
    ]);
    expect(pageParameter(location, 'lesson')).toEqual(['sinks']);
  });

  test('keeps how the page behaves when it takes another state', () => {
    expect(withState(location, 'v=1&layer=3')).toBe('/page/?embed=1&hide=grid#lesson=sinks&v=1&layer=3');
    expect(withState({ ...location, search: '', hash: '' }, '')).toBe('/page/');
  });
});
