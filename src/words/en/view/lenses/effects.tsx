import type { ReactNode } from 'react';

export const title = 'Effects';
export const reference = 'Reference';
export const outliersAbove = 'Outliers above';
export const outlierLayer = 'Outliers in layer';
export const normLayer = 'Max / median in layer';
/** A layer that is found; `layer` once it is known. */
export const foundLayer = (layer: number | undefined) =>
  `where they stand out${layer === undefined ? '' : ` (${layer})`}`;
export const measure = 'Measure';
export const changed = 'What is changed';
export const isReference = 'reference';

/** What a lens changes, after its kind. */
export const change = (kind: 'trained' | 'training-free' | 'what-if', sentence: string): ReactNode => (
  <>
    <em>{{ trained: 'Trained', 'training-free': 'Training-free', 'what-if': 'What-if' }[kind]}.</em>{' '}
    {sentence}
  </>
);

/** The measures: their names, what they are, and how their values are put. */
export const measures = {
  outliers: {
    name: 'Outliers',
    /** `rule` once it is known. */
    define: (layer: string, rule: string | undefined) =>
      `Patches whose norm after layer ${layer} is an outlier (${rule ?? 'by the rule'}), of all patches.`,
    value: (count: number, all: number | undefined, share: string) =>
      `${count}${all === undefined ? '' : ` of ${all}`} (${share})`,
  },
  maxOverMedian: {
    name: 'Max / median norm',
    define: (layer: string) =>
      `The largest over the median L2 norm of the patches after layer ${layer}. Near 1 there are no artifacts.`,
  },
  clsToOutliers: {
    name: 'CLS → outliers',
    define: (layer: string) =>
      `Share of the attention of CLS in the last layer that goes to the outliers of layer ${layer}, mean over heads.`,
  },
  clsToRegisters: {
    name: 'CLS → registers',
    define:
      'Share of the attention of CLS in the last layer that goes to trained registers, mean over heads.',
  },
  clsToTestTimeRegisters: {
    name: 'CLS → test-time registers',
    define:
      'Share of the attention of CLS in the last layer that goes to test-time registers, mean over heads.',
  },
  entropy: {
    name: 'Entropy',
    define: 'Mean entropy of all rows of attention, over layers, heads and queries, in nats.',
    value: (nats: string) => `${nats} nats`,
  },
  clsCosine: {
    name: 'CLS cosine',
    define: 'Cosine between the final CLS tokens of this lens and of the reference.',
  },
  patchCosine: {
    name: 'Patch cosine',
    define: 'Mean cosine between the final patch tokens of this lens and of the reference.',
  },
  ordinaryPatches: {
    name: 'Ordinary patches',
    define: 'The same over the patches that are outliers neither here nor in the reference.',
  },
  topLabel: {
    name: 'Top label',
    define: 'The most probable class, and whether it is the reference’s.',
    nameless: (index: number) => `class ${index}`,
    value: (label: string, isKept: boolean) => `${label} (${isKept ? 'kept' : 'another'})`,
  },
};
