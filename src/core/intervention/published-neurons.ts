import * as words from '#words/core/neuron-lists.ts';
import type { ViTSpec } from '../vit/spec.ts';
import type { NeuronList } from './reroute.ts';

/** A list of register neurons as its finders published it. */
export interface PublishedNeurons {
  /** The model in a few words. */
  readonly model: string;
  /** Who found them, for display beside the list. */
  readonly source: string;
  /** The file that the list is from. */
  readonly url: string;
  /** How they were found, where it is known. */
  readonly settings: string;
  /** The shape of the model, which is a DINOv2 without registers. */
  readonly width: number;
  readonly depth: number;
  readonly neurons: NeuronList;
}

const roth = 'jroth1414, test-time-registers-meet-lora';
const rothFolder =
  'https://github.com/jroth1414/test-time-registers-meet-lora/blob/main/artifacts/register_neurons';

/** The published lists, smallest model first. */
export const publishedNeurons: readonly PublishedNeurons[] = [
  {
    model: 'DINOv2 ViT-S/14',
    source: roth,
    url: `${rothFolder}/vit_small_patch14_dinov2_lvd142m.json`,
    settings: words.settings.small,
    width: 384,
    depth: 12,
    neurons: {
      '4': [73],
      '5': [965, 1157],
      '6': [764, 1022],
      '7': [297, 1287],
      '8': [44, 575, 1011, 1116, 1411, 1470],
      '9': [618, 1080, 1316],
      '10': [793, 1125, 1221],
    },
  },
  {
    model: 'DINOv2 ViT-B/14',
    source: roth,
    url: `${rothFolder}/vit_base_patch14_dinov2_lvd142m.json`,
    settings: words.settings.base,
    width: 768,
    depth: 12,
    neurons: {
      '3': [276],
      '4': [1701, 2118, 3057],
      '5': [2384, 2788, 2839, 2955, 3055],
      '6': [1552, 1830, 1975],
      '7': [135, 2745],
      '8': [105, 507, 1620, 1748, 1831, 2104, 2522, 2917],
      '9': [155, 271, 436, 756, 821, 987, 1591],
      '10': [87, 561, 1922, 2418, 2441, 2763],
      '11': [602, 2939],
    },
  },
  {
    model: 'DINOv2 ViT-L/14',
    source: 'Jiang et al. 2025, Vision Transformers Don’t Need Trained Registers', // no words
    url: 'https://github.com/nickjiang2378/test-time-registers/blob/main/dinov2/dinov2/hub/register_neurons.py',
    settings: words.settings.large,
    width: 1024,
    depth: 24,
    neurons: {
      '12': [3168],
      '13': [2400],
      '14': [2110, 1510, 1082, 2711, 2464, 147, 543, 581],
      '15': [1714, 3507, 2492, 2680, 131, 720, 3499, 3062, 2625],
      '16': [2301, 3576, 1940, 3463, 1244, 407, 3152, 2517, 3465],
      '17': [
        ...[884, 133, 1427, 3464, 2373, 2436, 841, 3574, 2129],
        ...[3355, 4047, 3341, 1330, 4031, 844, 944, 464],
      ],
    },
  },
];

/**
 * The published lists for a model of this shape. A fine-tuned DINOv2 has the same shape, and its neurons may have
 * moved; what a list does is measured all the same.
 */
export function publishedListsFor(spec: ViTSpec): readonly PublishedNeurons[] {
  const isDinov2 = spec.patch === 14 && spec.layerScale && spec.registers === 0 && spec.mlp.kind === 'mlp';
  return publishedNeurons.filter(
    ({ width, depth }) => isDinov2 && spec.width === width && spec.depth === depth,
  );
}
