import { describe, expect, test } from 'vitest';
import { citeInWords, encodeBibtex, programReference } from './citation-text.ts';
import { type CitedSubject, citedWorks } from './cited-works.ts';
import { REFERENCES, type ReferenceKey, referenceOf } from './references.ts';

const plain: CitedSubject = {
  spec: { family: 'timm', normaliser: { kind: 'softmax' }, registers: 0 },
  modelName: 'my-model',
  interventions: {},
  shown: ['mean'],
};

describe('the works cited', () => {
  test.each<[modelName: string, family: string, works: ReferenceKey[]]>([
    ['facebook/dinov2-small', 'dinov2', ['oquab2024']],
    ['timm/vit_tiny_patch16_224.augreg_in21k_ft_in1k', 'timm', ['steiner2022']],
    ['facebook/dino-vits16', 'vit', ['caron2021']],
    ['timm/vit_small_patch16_224.dino', 'timm', ['caron2021']],
    ['facebook/dinov3-vits16', 'dinov3_vit', ['simeoni2025']],
    ['openai/clip-vit-base-patch16', 'clip', ['radford2021']],
    ['laion/CLIP-ViT-B-32', 'open_clip', ['radford2021', 'cherti2023']],
    ['timm/deit3_small_patch16_224', 'timm', ['touvron2022']],
    ['facebook/deit-tiny-patch16-224', 'deit', ['touvron2021']],
    ['facebook/vit-mae-base', 'vit_mae', ['he2022']],
    ['google/siglip-base-patch16-224', 'siglip', ['zhai2023']],
    ['Mini, with artifacts', 'timm', ['oquab2024']],
    ['my-model', 'timm', ['dosovitskiy2021']],
  ])('of %s are those of its publishers', (modelName, family, works) => {
    const subject = { ...plain, modelName, spec: { ...plain.spec, family } };
    expect(citedWorks(subject).model).toEqual(works);
  });

  test('of methods are those in use, and no others', () => {
    const methods = (change: Partial<CitedSubject>) => citedWorks({ ...plain, ...change }).methods;
    expect(methods({})).toEqual([]);
    expect(methods({ shown: ['norm'] })).toEqual(['darcet2024']);
    expect(methods({ shown: ['rollout'] })).toEqual(['abnar2020']);
    expect(methods({ shown: ['pca'] })).toEqual(['oquab2024']);
    expect(methods({ shown: ['head', 'mask', 'distance'] })).toEqual(['caron2021', 'endres2003']);
    expect(methods({ spec: { ...plain.spec, registers: 4 } })).toEqual(['darcet2024']);
    expect(methods({ interventions: { registers: { count: 1, init: 'zeros', seed: 0 } } })).toEqual([
      'jiang2025',
    ]);
    expect(methods({ interventions: { normaliser: 'softmax-1' } })).toEqual(['miller2023']);
    expect(methods({ interventions: { normaliser: 'sigmoid' } })).toEqual(['ramapuram2025']);
  });

  test('are whole: each has authors, a title, a year and a place where it can be read', () => {
    for (const key of Object.keys(REFERENCES) as ReferenceKey[]) {
      const { authors, title, year, arxiv, url } = referenceOf(key);
      expect(authors.length, key).toBeGreaterThan(0);
      expect(title.length, key).toBeGreaterThan(5);
      expect(key).toBe(`${key.replace(/\d+$/, '')}${year}`);
      expect(arxiv ?? url, key).toMatch(/^(\d{4}\.\d{5}|https:\/\/.+)$/);
    }
  });
});

test('an entry of BibTeX', () => {
  expect(encodeBibtex(referenceOf('touvron2021'))).toBe(
    [
      '@inproceedings{touvron2021,',
      '  author = {Touvron, Hugo and Cord, Matthieu and Douze, Matthijs and others},',
      '  title = {{Training data-efficient image transformers \\& distillation through attention}},',
      '  year = {2021},',
      '  booktitle = {International Conference on Machine Learning},',
      '  eprint = {2012.12877},',
      '  archivePrefix = {arXiv},',
      '  url = {https://arxiv.org/abs/2012.12877},',
      '}',
    ].join('\n'),
  );
});

test('a citation in words', () => {
  expect(citeInWords(referenceOf('abnar2020'))).toBe(
    'Abnar and Zuidema (2020). Quantifying Attention Flow in Transformers. Annual Meeting of the Association for Computational Linguistics. arXiv:2005.00928.',
  );
  expect(citeInWords(referenceOf('jiang2025'))).toMatch(/^Jiang et al\. \(2025\)\. /);
  expect(citeInWords(programReference('1.2.3', 2026))).toBe(
    'The Sinkscope contributors (2026). Sinkscope: see what a vision transformer looks at, and what breaks it. Version 1.2.3.',
  );
});
