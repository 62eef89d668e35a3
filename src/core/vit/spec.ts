/** How a position table made for one patch grid is brought to another. */
export type PositionRule =
  /** Hugging Face `Dinov2Embeddings`: torch bicubic to the size, no antialias, no offset. */
  | 'bicubic'
  /** timm `resample_abs_pos_embed` and Hugging Face `Dinov2WithRegistersEmbeddings`: bicubic with antialias. */
  | 'bicubic-antialias'
  /** facebookresearch/dinov2 `interpolate_pos_encoding`: scale factor (n + 0.1) / n₀, bicubic, no antialias. */
  | 'bicubic-offset';

/** How attention scores become weights. */
export interface Normaliser {
  /** `softmax-1` is exp(s) / (1 + Σ exp(s)); `sigmoid` is σ(s − log n) over n keys, without normalising. */
  readonly kind: 'softmax' | 'softmax-1' | 'sigmoid';
  /** Clipped softmax: the weights are stretched to γ … η and clipped to 0 … 1 (Bondarenko et al. 2023, eq. 4). */
  readonly clip?: { readonly gamma: number; readonly eta: number };
}

/**
 * A trained gate on each head's output before the output projection: σ(alpha), alpha computed from the normed
 * input of attention. `head`: one trained number a head; `linear`: one Linear from the whole input to the heads
 * (Qiu et al.'s headwise form); `elementwise`: one Linear to every channel (their elementwise form);
 * `linear-per-head` and `mlp-per-head`: a predictor for each head on its own slice of the input.
 */
export interface GateSpec {
  readonly kind: 'head' | 'linear' | 'elementwise' | 'linear-per-head' | 'mlp-per-head';
  readonly bias: boolean;
  /** Hidden units of `mlp-per-head`, otherwise 0. */
  readonly hidden: number;
  /** Whether alpha is averaged over the tokens, so that a head has one gate for an image. */
  readonly pooled: boolean;
}

/** How the publisher turns a photograph into the model's input. */
export interface Preprocessing {
  /** Short side after resizing, in pixels. */
  readonly resizeShortSide: number;
  /** The centre crop, in pixels. */
  readonly crop: { readonly height: number; readonly width: number };
  readonly interpolation: 'bicubic' | 'bilinear';
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** The architecture of a vision transformer as data. Sizes in channels, tokens or pixels. */
export interface ViTSpec {
  readonly family: 'dinov2' | 'timm';
  readonly width: number;
  readonly depth: number;
  readonly heads: number;
  readonly patch: number;
  readonly mlp: { readonly kind: 'mlp' | 'swiglu'; readonly hidden: number };
  readonly activation: 'gelu' | 'quick-gelu';
  readonly normEpsilon: number;
  readonly layerScale: boolean;
  readonly qkvBias: boolean;
  readonly normaliser: Normaliser;
  /** Absent: attention without a gate. */
  readonly gate?: GateSpec;
  readonly cls: boolean;
  /** Trained register tokens after CLS. */
  readonly registers: number;
  readonly position: {
    /** The grid that the table was made for. */
    readonly rows: number;
    readonly columns: number;
    /** Entries of the table before the patches': 0, or one for CLS, or one for CLS and each register. */
    readonly prefix: number;
    readonly rule: PositionRule;
  };
  /** Classes of the checkpoint's own linear head, 0 without one. */
  readonly classes: number;
  readonly preprocessing: Preprocessing;
}

/** What the graph of one block depends on. */
export type BlockSpec = Pick<
  ViTSpec,
  'width' | 'heads' | 'mlp' | 'activation' | 'normEpsilon' | 'layerScale' | 'qkvBias' | 'gate'
>;
