import type { NeuronList } from '../core/intervention/reroute.ts';
import { testTimeRegister } from '../core/intervention/test-time-register.ts';
import { patchValues, tokenCount } from '../core/vit/token-layout.ts';
import { type FinderRunner, finderTaps } from './finder-runner.ts';
import type { Pixels } from './trace-runner.ts';

/** How the chosen neurons do, over all images: good are registers far above patches without a tail. */
export interface Acceptance {
  /** Of the first image. */
  readonly grid: { readonly rows: number; readonly columns: number };
  /** In the detect layer. */
  readonly patchNorms: Float32Array;
  readonly registerNorms: Float32Array;
  /** In the last layer, one number for each image and head. */
  readonly largestClsToPatch: Float32Array;
  readonly clsToRegister: Float32Array;
}

/** Moves neurons to one test-time register and looks at the norms and at the attention of CLS (Jiang et al. 2025). */
export async function acceptNeurons(
  run: FinderRunner,
  inputs: readonly Pixels[],
  { neurons, detectLayer, heads }: { neurons: NeuronList; detectLayer: number; heads: number },
): Promise<Acceptance> {
  let grid: Acceptance['grid'] | undefined;
  const patchNorms: number[] = [];
  const registerNorms: number[] = [];
  const largestClsToPatch: number[] = [];
  const clsToRegister: number[] = [];
  for (const input of inputs) {
    const { layout, layers } = await run(input, testTimeRegister(neurons), { taps: finderTaps });
    grid ??= { rows: layout.rows, columns: layout.columns };
    const register = tokenCount(layout) - 1;
    const norms = layers[detectLayer]!.taps.norms!;
    for (const norm of patchValues(layout, norms)) patchNorms.push(norm);
    registerNorms.push(norms[register]!);
    for (let head = 0; head < heads; head++) {
      const row = layers.at(-1)!.taps.cls!.subarray(head * (register + 1), (head + 1) * (register + 1));
      largestClsToPatch.push(patchValues(layout, row).reduce((a, b) => Math.max(a, b)));
      clsToRegister.push(row[register]!);
    }
  }
  return {
    grid: grid ?? { rows: 0, columns: 0 },
    patchNorms: Float32Array.from(patchNorms),
    registerNorms: Float32Array.from(registerNorms),
    largestClsToPatch: Float32Array.from(largestClsToPatch),
    clsToRegister: Float32Array.from(clsToRegister),
  };
}
