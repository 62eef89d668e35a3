import * as v from 'valibot';
import { expect, it } from 'vitest';
import { models } from '#words/hub/catalogue.ts';
import entries from './catalogue.json' with { type: 'json' };
import { CATALOGUE, catalogueEntry } from './catalogue.ts';
import { catalogueEntrySchema } from './catalogue-schema.ts';

it.each(entries.map((entry) => [entry.repo, entry] as const))('%s is complete', (repo, entry) => {
  expect(v.safeParse(catalogueEntrySchema, entry).issues).toBeUndefined();
  expect(models[repo]?.title).toBeTruthy();
  expect(models[repo]?.where).toBeTruthy();
  expect(entry.pinned).toBe(/^[0-9a-f]{40}$/.test(entry.revision));
  if (entry.artifacts.shown !== 'unknown') expect(entry.artifacts.source).toBeTruthy();
  for (const twin of [entry.registerTwin, entry.gatedTwin, entry.plainTwin]) {
    if (twin !== undefined) expect(catalogueEntry(twin), twin).toBeDefined();
  }
});

it('has words of no other model', () => {
  expect(new Set(Object.keys(models))).toEqual(new Set(CATALOGUE.map(({ repo }) => repo)));
});

it('offers at least 20 models at a pinned revision, each once, the small one first', () => {
  expect(new Set(CATALOGUE.map(({ repo }) => repo)).size).toBe(CATALOGUE.length);
  expect(CATALOGUE.filter(({ pinned }) => pinned).length).toBeGreaterThanOrEqual(20);
  expect(CATALOGUE[0]?.repo).toBe('timm/vit_tiny_patch16_224.augreg_in21k_ft_in1k');
});

it('names register twins both ways', () => {
  for (const { repo, registerTwin } of CATALOGUE) {
    if (registerTwin === undefined) continue;
    const twin = catalogueEntry(registerTwin);
    expect(twin?.registers).toBeGreaterThan(0);
    expect(twin?.plainTwin).toBe(repo);
  }
});
