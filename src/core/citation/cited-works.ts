import type { Interventions } from '../intervention/interventions.ts';
import type { ViTSpec } from '../vit/spec.ts';
import type { ReferenceKey } from './references.ts';

/** What is on the screen, as far as works stand behind it. */
export interface CitedSubject {
  readonly spec: Pick<ViTSpec, 'family' | 'gate' | 'normaliser' | 'registers'>;
  /** The model's repository, folder or title. */
  readonly modelName: string;
  readonly interventions: Interventions;
  /** The kinds of map that are shown ("head", "norm", "rollout", "pca"), "mask" and "distance". */
  readonly shown: readonly string[];
}

interface Rule {
  readonly work: ReferenceKey;
  /** Whether the work stands behind what is on the screen. */
  applies(subject: CitedSubject): boolean;
}

const named = (pattern: RegExp) => (subject: CitedSubject) =>
  pattern.test(`${subject.spec.family} ${subject.modelName}`);

/** By the names that publishers give their models. */
const MODEL_RULES: readonly Rule[] = [
  { work: 'oquab2024', applies: named(/dinov2|\bmini\b/i) },
  { work: 'simeoni2025', applies: named(/dinov3/i) },
  { work: 'caron2021', applies: named(/(^|[^a-z])dino(?!v\d)/i) },
  { work: 'radford2021', applies: named(/clip/i) },
  { work: 'cherti2023', applies: named(/open_?clip|laion/i) },
  { work: 'zhai2023', applies: named(/siglip/i) },
  { work: 'touvron2022', applies: named(/deit-?3|deit-iii/i) },
  { work: 'touvron2021', applies: named(/deit(?!-?3|-iii)/i) },
  { work: 'he2022', applies: named(/(^|[^a-z])mae([^a-z]|$)/i) },
  { work: 'assran2023', applies: named(/i-?jepa/i) },
  { work: 'steiner2022', applies: named(/augreg/i) },
  { work: 'hu2024', applies: named(/outeffhop|magicslabnu/i) },
];

const METHOD_RULES: readonly Rule[] = [
  { work: 'darcet2024', applies: ({ spec, shown }) => spec.registers > 0 || shown.includes('norm') },
  {
    work: 'jiang2025',
    applies: ({ interventions: { registers, reroute } }) =>
      reroute !== undefined || (registers?.count ?? 0) > 0,
  },
  {
    work: 'qiu2025',
    applies: ({ spec, interventions: { gate } }) => gate?.kind === 'implied' || spec.gate !== undefined,
  },
  {
    work: 'bondarenko2023',
    applies: ({ spec, interventions: { gate } }) =>
      gate?.kind === 'implied' || spec.gate !== undefined || spec.normaliser.clip !== undefined,
  },
  {
    work: 'miller2023',
    applies: ({ spec, interventions }) => (interventions.normaliser ?? spec.normaliser.kind) === 'softmax-1',
  },
  {
    work: 'ramapuram2025',
    applies: ({ spec, interventions }) => (interventions.normaliser ?? spec.normaliser.kind) === 'sigmoid',
  },
  { work: 'abnar2020', applies: ({ shown }) => shown.includes('rollout') },
  // The first components as colours, and the mask of a share of the mass, are from these works' demos.
  { work: 'oquab2024', applies: ({ shown }) => shown.includes('pca') },
  { work: 'caron2021', applies: ({ shown }) => shown.includes('mask') },
  { work: 'endres2003', applies: ({ shown }) => shown.includes('distance') },
];

/** The works behind a model, the plain ViT's where no other is known, and those behind the methods in use. */
export function citedWorks(subject: CitedSubject): {
  readonly model: readonly ReferenceKey[];
  readonly methods: readonly ReferenceKey[];
} {
  const worksOf = (rules: readonly Rule[]) =>
    rules.filter((rule) => rule.applies(subject)).map(({ work }) => work);
  const model = worksOf(MODEL_RULES);
  const known = model.length > 0 ? model : (['dosovitskiy2021'] as const);
  return { model: known, methods: worksOf(METHOD_RULES) };
}
