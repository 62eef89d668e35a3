import { describe, expect, it } from 'vitest';
import { randomDinov2 } from '../../tools/fixtures/random-checkpoint.ts';
import { blockProgram, trainedVariant } from '../core/graph/block-program.ts';
import type { ViTSpec } from '../core/vit/spec.ts';
import { memoryNeed, refuseTooLarge } from './memory-limit.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';

const { spec: tiny } = await openModel(randomDinov2(), await createNodeRuntime({ prefer: 'wasm' }));

/** A DINOv2 of that size at its native 518 px, with as many alike blocks. */
function needOf(width: number, depth: number, heads: number, mlp: ViTSpec['mlp']) {
  const spec: ViTSpec = {
    ...tiny,
    width,
    depth,
    heads,
    mlp,
    patch: 14,
    position: { ...tiny.position, rows: 37, columns: 37 },
  };
  const options = { ...trainedVariant(spec.normaliser), taps: new Set<never>(), queryChunks: 1 };
  return memoryNeed(
    spec,
    Array.from({ length: depth }, () => blockProgram(spec, options)),
  );
}

describe('what a model takes in WebAssembly', () => {
  it('lets DINOv2 L through: 1.2 GB of weights', () => {
    const need = needOf(1024, 24, 16, { kind: 'mlp', hidden: 4096 });
    expect(need.weightBytes / 1e9).toBeCloseTo(1.21, 2);
    expect(need.runBytes).toBeLessThan(0.2e9);
    expect(() => refuseTooLarge('DINOv2 L', need, { backend: 'wasm' })).not.toThrow();
  });

  it('refuses DINOv2 g with the numbers, and not on WebGPU', () => {
    const need = needOf(1536, 40, 24, { kind: 'swiglu', hidden: 4096 });
    expect(need.weightBytes / 1e9).toBeCloseTo(4.53, 2);
    expect(() => refuseTooLarge('DINOv2 g', need, { backend: 'wasm' })).toThrow(
      'DINOv2 g is too large for WebAssembly: its weights take 4.53 GB as 32-bit floats',
    );
    expect(() => refuseTooLarge('DINOv2 g', need, { backend: 'webgpu' })).not.toThrow();
    expect(() => refuseTooLarge('DINOv2 g', need, { backend: 'native' })).not.toThrow();
  });
});
