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
  /** Whether the image is stretched to what is cropped, instead of keeping its aspect ratio; absent: it is not. */
  readonly stretch?: boolean;
  readonly interpolation: 'bicubic' | 'bilinear';
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** What the graph of one block depends on. Sizes in channels. */
export interface BlockSpec {
  readonly width: number;
  readonly heads: number;
  /** `swiglu`: silu(gate(x)) · value(x), two layers to `hidden` channels (Shazeer 2020, eq. 5). */
  readonly mlp: { readonly kind: 'mlp' | 'swiglu'; readonly hidden: number };
  /** `gelu-tanh`: GELU by its tanh approximation; `quick-gelu`: x · σ(1.702 x). */
  readonly activation: 'gelu' | 'gelu-tanh' | 'quick-gelu';
  readonly normEpsilon: number;
  readonly layerScale: boolean;
  readonly qkvBias: boolean;
  /** Whether keys have a bias; absent: as `qkvBias`. */
  readonly keyBias?: boolean;
  /** Absent: attention without a gate. */
  readonly gate?: GateSpec;
  /** Rotary positions of the patches, as DINOv3 has them; absent: none in the blocks. */
  readonly rope?: RopeSpec;
  /** Whether a token attends only to itself and those before it; absent: to all. */
  readonly causal?: boolean;
}

/** Axial rotary positions on patch centres in −1 … 1 (Siméoni et al. 2025, section 3.2). */
export interface RopeSpec {
  /** The base of the frequencies. */
  readonly theta: number;
}

/** What a checkpoint makes of the tokens after its last block. */
export interface HeadSpec {
  /** Where the last LayerNorm is: on every token, on what was pooled from them, or nowhere. */
  readonly norm: 'tokens' | 'pooled' | 'none';
  /** What is pooled: CLS, the patches' mean, CLS and that mean side by side, or attention with a learned query. */
  readonly pool: 'cls' | 'mean' | 'cls-and-mean' | 'attention';
  /** Hidden units of the MLP after attention pooling; absent for other pooling. */
  readonly poolHidden?: number;
  /** Whether a second classifier, on the distillation token, is averaged with the first; absent: there is none. */
  readonly distilled?: boolean;
}

/** The vector that a checkpoint compares with texts. */
export interface EmbeddingSpec {
  readonly width: number;
  /** How it comes from what was pooled: by a linear layer, with or without a bias, or as it is. */
  readonly projection: 'linear' | 'affine' | 'none';
}

/** A text tower: a transformer whose end token, projected, is compared with images. */
export interface TextSpec extends BlockSpec {
  readonly depth: number;
  /** Tokens at most. */
  readonly context: number;
  readonly vocabulary: number;
  /** The token whose first place is pooled; `highest`: the place of the highest token id. */
  readonly endToken: number | 'highest';
  readonly embedding: EmbeddingSpec;
}

/** The architecture of a vision transformer as data. Sizes in channels, tokens or pixels. */
export interface ViTSpec extends BlockSpec {
  /** The publisher's layout that it was read from. */
  readonly family: string;
  readonly depth: number;
  readonly patch: number;
  /** Whether the patch embedding has a bias; absent: it has. */
  readonly patchBias?: boolean;
  /** Whether the embedded tokens are normed before the first block; absent: they are not. */
  readonly preNorm?: boolean;
  readonly normaliser: Normaliser;
  readonly cls: boolean;
  /** Whether DeiT's distillation token follows CLS; absent: it does not. */
  readonly distillation?: boolean;
  /** Trained register tokens after CLS. */
  readonly registers: number;
  readonly position: {
    /** The grid that the table was made for, or the model's native one where there is no table. */
    readonly rows: number;
    readonly columns: number;
    /** Entries of the table before the patches': 0, or one for CLS, or one for CLS and each register. */
    readonly prefix: number;
    /** `rope`: there is no table; see `rope`. */
    readonly rule: PositionRule | 'rope';
  };
  /** Absent: the last LayerNorm on every token, CLS pooled. */
  readonly head?: HeadSpec;
  /** Classes of the checkpoint's own linear head, 0 without one. */
  readonly classes: number;
  /** Absent: the checkpoint makes no vector to compare with texts. */
  readonly embedding?: EmbeddingSpec;
  /** Absent: the checkpoint has no text tower that can be run. */
  readonly text?: TextSpec;
  readonly preprocessing: Preprocessing;
}
