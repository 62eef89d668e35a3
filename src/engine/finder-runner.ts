import type { BlockTap } from '../core/graph/block-program.ts';
import { type CompiledRun, compileRun } from '../core/intervention/compiled-run.ts';
import type { Interventions } from '../core/intervention/interventions.ts';
import type { TokenLayout } from '../core/vit/token-layout.ts';
import { throwIfAborted } from './abort.ts';
import type { Model } from './model.ts';
import { embed, gridFor, type Layer, type Pixels, runBlocks } from './trace-runner.ts';

/** The same in every run but those for activations, so that these runs share their sessions. */
export const finderTaps = ['norms', 'cls'] as const;

interface RunOptions {
  readonly taps: readonly BlockTap[];
  /** The last layer to run. */
  readonly until?: number;
  /** Only the last layer's taps are wanted: layers that the run before on the same input shares are skipped. */
  readonly lastOnly?: boolean;
}

/** Runs a model on one of several inputs. @throws AbortError when its signal fires. */
export type FinderRunner = (
  input: Pixels,
  interventions: Interventions,
  options: RunOptions,
) => Promise<{ layout: TokenLayout; layers: readonly Layer[] }>;

interface Kept {
  readonly run: CompiledRun;
  readonly outputs: readonly Float32Array[];
  readonly bytes: number;
}

// Block outputs of a ViT-B at 518 px take 50 MB an image; a folder of images must not fill the memory.
const defaultBudgetBytes = 512 * 2 ** 20;

/** A runner that keeps the block outputs of the newest `lastOnly` run on each input, as many as the budget holds. */
export function createFinderRunner(
  model: Model,
  signal: AbortSignal,
  { budgetBytes = defaultBudgetBytes }: { budgetBytes?: number } = {},
): FinderRunner {
  const { spec } = model;
  const kept = new Map<Pixels, Kept>();
  let keptBytes = 0;

  function keep(input: Pixels, run: CompiledRun, outputs: readonly Float32Array[]): void {
    keptBytes -= kept.get(input)?.bytes ?? 0;
    kept.delete(input);
    const bytes = outputs.reduce((sum, output) => sum + output.byteLength, 0);
    if (keptBytes + bytes > budgetBytes) return;
    kept.set(input, { run, outputs, bytes });
    keptBytes += bytes;
  }

  return async (input, interventions, { taps, until = spec.depth - 1, lastOnly = false }) => {
    throwIfAborted(signal);
    const run = compileRun(spec, gridFor(spec, input), interventions);
    const known = lastOnly ? kept.get(input) : undefined;
    const differs = known?.outputs.findIndex((_, layer) => known.run.keys[layer] !== run.keys[layer]) ?? 0;
    const start = Math.min(differs < 0 ? known!.outputs.length : differs, until);
    const outputs = known?.outputs.slice(0, start) ?? [];
    const stream = outputs.at(-1) ?? (await embed(model, input, { rule: spec.position.rule, run }));
    const layers: Layer[] = [];
    for await (const layer of runBlocks(model, stream, { start, taps, run })) {
      throwIfAborted(signal);
      layers.push(layer);
      outputs.push(layer.output);
      if (layer.layer === until) break;
    }
    if (lastOnly) keep(input, run, outputs);
    return { layout: run.layout, layers };
  };
}
