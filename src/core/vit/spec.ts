/** How a position table made for one patch grid is brought to another. */
export type PositionRule =
  /** Hugging Face `Dinov2Embeddings`: torch bicubic to the size, no antialias, no offset. */
  | 'bicubic'
  /** timm `resample_abs_pos_embed` and Hugging Face `Dinov2WithRegistersEmbeddings`: bicubic with antialias. */
  | 'bicubic-antialias'
  /** facebookresearch/dinov2 `interpolate_pos_encoding`: scale factor (n + 0.1) / n₀, bicubic, no antialias. */
  | 'bicubic-offset';

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
  'width' | 'heads' | 'mlp' | 'activation' | 'normEpsilon' | 'layerScale' | 'qkvBias'
>;
