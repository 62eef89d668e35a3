import type * as v from 'valibot';
import type { BlockVariant } from '../graph/block-program.ts';
import type { FloatTensors } from '../tensor/float-tensor.ts';
import type { ViTSpec } from '../vit/spec.ts';
import type { TokenLayout } from '../vit/token-layout.ts';

/** What an intervention does in one block. Masks of several interventions add up, value scales multiply. */
export interface BlockChange {
  readonly variant: Partial<BlockVariant>;
  readonly feeds?: FloatTensors;
}

/** Where in a run a block stands. */
export interface BlockContext {
  readonly spec: ViTSpec;
  /** The layout with every intervention applied. */
  readonly layout: TokenLayout;
  readonly layer: number;
}

/** One declarative change of the computation. One file each. */
export interface Intervention<T> {
  /** Its JSON, defaults filled in. */
  readonly schema: v.GenericSchema<unknown, T>;
  /** @throws InputError naming what does not fit the model. */
  check?(value: T, spec: ViTSpec): void;
  /** What it makes of the sequence. */
  layout?(value: T, layout: TokenLayout): TokenLayout;
  /** What it does in a block; undefined where it leaves the block alone. @throws InputError likewise. */
  block?(value: T, context: BlockContext): BlockChange | undefined;
}
