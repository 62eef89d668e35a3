import * as words from '#words/state/presets.ts';
import type { Interventions } from '../core/intervention/interventions.ts';
import { EMBEDDED_MODELS, PLANTED_NEURONS } from '../hub/embedded-models.ts';
import { activeLens, type LensContent, type Preset } from './lens.ts';
import { modelKey, type Requested } from './requested.ts';

const artifacts = EMBEDDED_MODELS[0]!;

/** One test-time register that the planted neurons' activations are moved to, as published. */
const PLANTED_REMEDY: Interventions = {
  registers: { count: 1, init: 'zeros', seed: 0 },
  reroute: { neurons: PLANTED_NEURONS, target: 'registers', mode: 'paper', others: 'zero', scale: 1 },
};

/** The small model with its artifacts beside three remedies: trained registers, a test-time register, gates. */
export const REMEDIES: Preset = {
  id: 'remedies',
  ...words.remedies,
  lenses: [
    embedded(artifacts.id),
    ...(artifacts.twins.registers ? [embedded(artifacts.twins.registers)] : []),
    embedded(artifacts.id, PLANTED_REMEDY),
    ...(artifacts.twins.gated ? [embedded(artifacts.twins.gated)] : []),
  ],
};

/** What can be done to any model without training it: only what the model's own lenses have neurons for. */
export function presetsFor(requested: Requested): readonly Preset[] {
  const { model } = activeLens(requested);
  const registers = requested.lenses.find(
    (lens) => modelKey(lens.model) === modelKey(model) && lens.interventions.reroute?.target === 'registers',
  );
  const trained: LensContent = { model, interventions: {} };
  const remedies: Preset = {
    id: 'training-free',
    title: words.trainingFree.title,
    detail: registers ? words.trainingFree.withRegisters : words.trainingFree.withoutRegisters,
    lenses: [
      trained,
      ...(registers ? [{ model, interventions: registers.interventions }] : []),
      { model, interventions: { gate: { kind: 'implied', sinks: 'outliers', form: 'gate' } } },
      { model, interventions: { gate: { kind: 'implied', sinks: 'outliers', form: 'mask' } } },
    ],
  };
  const alone: Preset = {
    id: 'as-trained',
    ...words.asTrained,
    lenses: [trained],
  };
  return [REMEDIES, remedies, alone];
}

function embedded(
  id: (typeof EMBEDDED_MODELS)[number]['id'],
  interventions: Interventions = {},
): LensContent {
  return { model: { kind: 'embedded', id }, interventions };
}
