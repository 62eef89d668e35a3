/**
 * Where a program's weight lies in a checkpoint: a whole tensor, or one of `parts` equal slices of its rows;
 * `transposed` where the publisher stores [in, out] instead of [out, in].
 */
export interface WeightSource {
  readonly tensor: string;
  readonly slice?: Slice;
  readonly transposed?: true;
}

/** One of equal slices of a tensor's rows. */
export interface Slice {
  readonly part: number;
  readonly parts: number;
}

/** Program weight name → its place in the checkpoint. */
export type NameMap = Readonly<Record<string, WeightSource>>;

/** The weight and bias of one layer; with `slice`, that part of fused layers. */
export function pair(name: string, tensor: string, slice?: Slice): NameMap {
  return {
    [`${name}.weight`]: { tensor: `${tensor}.weight`, ...(slice && { slice }) },
    [`${name}.bias`]: { tensor: `${tensor}.bias`, ...(slice && { slice }) },
  };
}

/** The weights and biases of several layers: program name → the layer's name in the checkpoint. */
export function pairs(layers: Readonly<Record<string, string>>): NameMap {
  return Object.assign({}, ...Object.entries(layers).map(([name, tensor]) => pair(name, tensor)));
}

/** q, k and v as slices of one fused layer, in this order. */
export function fusedQkv(tensor: string): NameMap {
  const [q, k, v] = (['q', 'k', 'v'] as const).map((name, part) => pair(name, tensor, { part, parts: 3 }));
  return { ...q, ...k, ...v };
}

/** q, k and v as torch's `MultiheadAttention` fuses them: in_proj_weight and in_proj_bias. */
export function fusedInProjection(attention: string, prefix = ''): NameMap {
  const sources = (['q', 'k', 'v'] as const).flatMap((name, part) =>
    ['weight', 'bias'].map((kind) => [
      `${prefix}${name}.${kind}`,
      { tensor: `${attention}.in_proj_${kind}`, slice: { part, parts: 3 } },
    ]),
  );
  return Object.fromEntries(sources);
}
