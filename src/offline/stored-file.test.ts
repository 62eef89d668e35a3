import { expect, test } from 'vitest';
import { foreignAssets, type StoredFile, staleAddresses, storedAddress } from './stored-file.ts';

const scope = 'https://host.example/deep/sub/';
const script: StoredFile = { path: 'assets/index-Abc.js', sha256: 'aa+/=', bytes: 3 };
const page: StoredFile = { path: '', sha256: 'bb+/=', bytes: 5 };
const sample: StoredFile = { path: 'samples/moon.webp', sha256: 'cc', bytes: 7 };

test('names with a hash are kept as they are, others with the hash of their content', () => {
  expect(storedAddress(scope, script)).toBe(`${scope}assets/index-Abc.js`);
  expect(storedAddress(scope, page)).toBe(`${scope}?sha256=bb%2B%2F%3D`);
  expect(storedAddress(scope, { ...page, sha256: 'dd' })).not.toBe(storedAddress(scope, page));
});

test('only what no file of this version has is stale', () => {
  const former = [
    `${scope}assets/index-Old.js`,
    storedAddress(scope, { ...page, sha256: 'old' }),
    storedAddress(scope, sample),
  ];
  expect(staleAddresses(former, scope, [page, script, sample])).toEqual(former.slice(0, 2));
});

test('a page that names assets of another version is found out', () => {
  const html = `<script type="module" src="./assets/index-Abc.js"></script>
    <link rel="stylesheet" href="assets/index-New.css?x"><link rel="icon" href="./icon.svg">`;
  expect(foreignAssets(html, [page, script])).toEqual(['assets/index-New.css']);
  expect(foreignAssets('<p>none</p>', [page])).toEqual([]);
});
