import type { Interventions } from '../../core/intervention/interventions.ts';
import { publishedListsFor } from '../../core/intervention/published-neurons.ts';
import { testTimeRegister } from '../../core/intervention/test-time-register.ts';
import type { ViTSpec } from '../../core/vit/spec.ts';

/** A test-time register for the neurons that are published for a model of this shape; undefined where none are. */
export function publishedRemedy(spec: ViTSpec): Interventions | undefined {
  const [list] = publishedListsFor(spec);
  return list && testTimeRegister(list.neurons);
}
