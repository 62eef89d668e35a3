import type { Interventions } from './interventions.ts';
import type { NeuronList } from './reroute.ts';

/** One test-time register that takes over the activations of neurons, as the paper does it. */
export function testTimeRegister(neurons: NeuronList): Interventions {
  return {
    registers: { count: 1, init: 'zeros', seed: 0 },
    reroute: { neurons, target: 'registers', mode: 'paper', others: 'zero', scale: 1 },
  };
}
