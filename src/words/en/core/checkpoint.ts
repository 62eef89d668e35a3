/** What the families are called in the list of what is known: as their configs and files name them. */
export const families = {
  dinov2: "Hugging Face's dinov2 and dinov2_with_registers",
  dinov3: 'dinov3_vit',
  clip: 'clip and clip_vision_model',
  siglip: 'siglip and siglip_vision_model',
  outeffhop: 'vit with timm’s names',
  vit: 'vit, deit, vit_mae',
  ijepa: 'ijepa',
  openClip: 'open_clip’s ViTs',
  timm: "timm's vit_… and deit…",
};

/** What a model is that cannot be opened. */
export const architectures = {
  convolutional: 'a convolutional network, which has no attention over patches',
  otherTransformer: 'a transformer of another build: with windows, stages or other blocks',
  mlp: 'a network of MLPs, which has no attention',
  otherVit: 'a ViT with parts that are not built here yet',
  noVision: 'no vision model',
  noVit: 'no plain ViT',
};

/** `kind` is what such a model is, where its name says it. */
export const unknownModelType = (type: string, kind: string | undefined, known: readonly string[]) =>
  `config.json has the model type ${withKind(type, kind)}. Known are ${known.join(', ')}.`;

export const unknownArchitecture = (name: string, kind: string | undefined, known: readonly string[]) =>
  `config.json has the architecture ${withKind(name, kind)}, without pretrained_cfg. ` +
  `Known are ${known.join(', ')}.`;

export const noModelType = (known: readonly string[]) =>
  `config.json has neither a model_type nor an architecture. Known are ${known.join(', ')}.`;

function withKind(name: string, kind: string | undefined): string {
  return kind === undefined ? name : `${name}, ${kind}`;
}

export const otherTimmArchitecture = (architecture: string, kind: string) =>
  `config.json: the architecture ${architecture} is ${kind}. Known are timm's vit_… and deit….`;

export const indivisibleWidth = (width: number, heads: number) =>
  `config.json: a width of ${width} cannot be divided among ${heads} heads.`;

export const noRotaryWidth = (width: number, heads: number) =>
  `config.json: a width of ${width} in ${heads} heads leaves no multiple of 4 for rotary positions.`;

export const imageBelowPatch = 'config.json: image_size is smaller than patch_size.';

export const unequalBiases = 'config.json: query_bias and value_bias differ; both or neither can be had.';

/** `others` more tensors than the one named. */
export const foreignTensor = (file: string, tensor: string, others: number) =>
  `${file} has the tensor ${tensor}${others > 0 ? ` and ${others} more` : ''}, which the model that ` +
  'config.json describes does not have. Check that the two files belong together.';

export const wrongTable = (
  file: string,
  tensor: string,
  { rows, width, found }: { rows: number; width: number; found: number },
) => `${file}: tensor ${tensor} should hold ${rows} × ${width} numbers by config.json, but holds ${found}.`;

export const wrongShape = (
  file: string,
  tensor: string,
  { expected, found }: { expected: readonly number[]; found: readonly number[] },
) =>
  `${file}: tensor ${tensor} should have the shape [${expected.join(', ')}] by config.json, ` +
  `but has [${found.join(', ')}].`;

export const wrongDimensions = (tensor: string, expected: number, found: number) =>
  `model.safetensors: tensor ${tensor} should have ${expected} dimensions, but has ${found}.`;

export const contradiction = (file: string, field: string, said: number, found: number) =>
  `${file}: ${field} is ${said}, but the tensors of model.safetensors give ${found}.`;

/** In a field's place. */
export const visionLayers = 'the vision tower’s num_hidden_layers';
export const textLayers = 'the text tower’s num_hidden_layers';

export const resNet = (file: string) =>
  `${file}: vision_cfg.layers is a list: a ResNet. Only ViTs can be opened.`;

export const timmTower = (file: string, name: string) =>
  `${file}: the vision tower is timm’s ${name}. Open the repository’s config.json and model.safetensors in ` +
  'timm’s names instead.';

export const longestResize = (file: string) =>
  `${file}: resize_mode is longest; known are shortest and squash.`;

export const unknownPool = (pool: string, known: readonly string[]) =>
  `config.json: global_pool is ${pool}; known are ${known.join(', ')}.`;

export const noClassToken = 'config.json: global_pool is token, but the model has no class token.';

export const unknownHeads = (architecture: string) =>
  `config.json does not say how many heads ${architecture} has. Add "num_heads" to its model_args.`;

export const wrongPositions = (entries: number, rows: number, columns: number) =>
  `model.safetensors: pos_embed has ${entries} entries, which does not fit the ${rows} × ${columns} patches ` +
  "that config.json's input_size gives.";

export const unknownNormaliser = (field: string, value: string) =>
  `config.json: ${field} is ${value}; known are vanilla, softmax1, clipped(γ:η) and clippedsoftmax1(γ:η).`;

export const untoldNormaliser =
  'config.json: auto_map names code of the model’s own, and no attn_softmax says what its attention does. ' +
  'Add "attn_softmax": "vanilla", "softmax1", "clipped(γ:η)" or "clippedsoftmax1(γ:η)".';

export const wrongGate = (attention: string, rows: number, heads: number, width: number) =>
  `model.safetensors: ${attention}.alpha.weight has ${rows} rows; a gate needs ${heads} (one a head) or ` +
  `${width} (one a channel).`;
