const notMeasured = 'Not measured yet.';
const heldByRegisters = 'Trained registers hold what the artifacts held.';
const gated = 'Gated: it needs a token of an account that has accepted the licence.';
const tooLarge = "Too large for WebAssembly's 4 GB.";

/** What the catalogue says of a model: its name, where artifacts show, and what else is worth knowing. */
export interface ModelWords {
  readonly title: string;
  readonly where: string;
  readonly note?: string;
}

/** By repository. */
export const models: Readonly<Record<string, ModelWords>> = {
  'timm/vit_tiny_patch16_224.augreg_in21k_ft_in1k': {
    title: 'ViT-Ti/16 AugReg',
    where: 'Four corner patches from block 7 on: norms near 500, the median patch near 12.',
    note: 'First choice: small, with ImageNet labels.',
  },
  'timm/vit_small_patch16_224.augreg_in21k_ft_in1k': {
    title: 'ViT-S/16 AugReg',
    where: notMeasured,
    note: 'The nearest plain counterpart of the gated ViT-S/16; trained otherwise.',
  },
  'timm/vit_base_patch16_224.augreg2_in21k_ft_in1k': {
    title: 'ViT-B/16 AugReg 2',
    where: notMeasured,
  },
  'google/vit-base-patch16-224': {
    title: 'ViT-B/16 (Google)',
    where: notMeasured,
  },
  'facebook/dinov2-small': {
    title: 'DINOv2 S/14',
    where:
      'Inner blocks only: after block 10 the largest norm is 29 at a median of 6.7; none after block 11.',
  },
  'facebook/dinov2-with-registers-small': {
    title: 'DINOv2 S/14, 4 registers',
    where: heldByRegisters,
  },
  'facebook/dinov2-base': {
    title: 'DINOv2 B/14',
    where: 'From block 8 on: the largest norm is 429 at a median of 8.4.',
  },
  'facebook/dinov2-with-registers-base': {
    title: 'DINOv2 B/14, 4 registers',
    where: heldByRegisters,
  },
  'facebook/dinov2-large': {
    title: 'DINOv2 L/14',
    where: 'From block 17 on: norms of 400 to 500; less after the last block, so look at block 22.',
  },
  'facebook/dinov2-with-registers-large': {
    title: 'DINOv2 L/14, 4 registers',
    where: heldByRegisters,
  },
  'facebook/dinov2-giant': {
    title: 'DINOv2 g/14',
    where: 'From about block 15 of 40 on: 2.37 % of the tokens have norms above 150.',
    note: tooLarge,
  },
  'facebook/dinov2-with-registers-giant': {
    title: 'DINOv2 g/14, 4 registers',
    where: heldByRegisters,
    note: tooLarge,
  },
  'timm/vit_small_patch14_dinov2.lvd142m': {
    title: 'DINOv2 S/14 (timm)',
    where: 'As facebook/dinov2-small.',
  },
  'timm/vit_small_patch14_reg4_dinov2.lvd142m': {
    title: 'DINOv2 S/14, 4 registers (timm)',
    where: heldByRegisters,
  },
  'timm/vit_large_patch14_reg4_dinov2.lvd142m': {
    title: 'DINOv2 L/14, 4 registers (timm)',
    where: heldByRegisters,
  },
  'timm/vit_base_patch16_clip_224.openai': {
    title: 'CLIP B/16 (OpenAI)',
    where: 'In the last block: the 99th percentile of norms is 80 at a median of 14.3.',
  },
  'timm/vit_base_patch32_clip_224.openai': {
    title: 'CLIP B/32 (OpenAI)',
    where: notMeasured,
  },
  'openai/clip-vit-large-patch14': {
    title: 'CLIP L/14 (OpenAI)',
    where: notMeasured,
  },
  'laion/CLIP-ViT-B-32-laion2B-s34B-b79K': {
    title: 'OpenCLIP B/32 (LAION-2B)',
    where: notMeasured,
  },
  'laion/CLIP-ViT-B-16-laion2B-s34B-b88K': {
    title: 'OpenCLIP B/16 (LAION-2B)',
    where: 'After the MLP of block 5 or 6: norms of 140 to 150, other tokens below 20.',
  },
  'laion/CLIP-ViT-L-14-laion2B-s32B-b82K': {
    title: 'OpenCLIP L/14 (LAION-2B)',
    where: 'OpenCLIP shows them from B on.',
  },
  'timm/deit3_base_patch16_224.fb_in1k': {
    title: 'DeiT-III B/16',
    where: 'DeiT-III shows them from B on. The version with registers was never released.',
  },
  'timm/vit_base_patch16_224.dino': {
    title: 'DINO B/16',
    where: 'DINO v1 has none.',
  },
  'timm/vit_base_patch16_224.mae': {
    title: 'MAE B/16',
    where: 'MAE has none.',
  },
  'timm/vit_base_patch16_siglip_224.webli': {
    title: 'SigLIP B/16',
    where: 'Not measured yet. It has no CLS token.',
  },
  'timm/vit_small_patch16_dinov3.lvd1689m': {
    title: 'DINOv3 S/16, 4 registers',
    where: heldByRegisters,
  },
  'facebook/dinov3-vits16-pretrain-lvd1689m': {
    title: 'DINOv3 S/16, 4 registers, Meta’s own',
    where: heldByRegisters,
    note: gated,
  },
  'facebook/dinov3-vits16plus-pretrain-lvd1689m': {
    title: 'DINOv3 S+/16, 4 registers, Meta’s own',
    where: heldByRegisters,
    note: gated,
  },
  'facebook/dinov3-vitb16-pretrain-lvd1689m': {
    title: 'DINOv3 B/16, 4 registers, Meta’s own',
    where: heldByRegisters,
    note: gated,
  },
  'facebook/dinov3-vitl16-pretrain-lvd1689m': {
    title: 'DINOv3 L/16, 4 registers, Meta’s own',
    where: heldByRegisters,
    note: gated,
  },
  'magicslabnu/gate_vit_small_patch16_224_hf': {
    title: 'ViT-S/16 with gates',
    where: 'Trained gates are meant to do without sinks; not measured yet.',
  },
  'magicslabnu/gate_OutEffHop_vit_small_patch16_224_hf': {
    title: 'ViT-S/16 with softmax-1 and gates',
    where: notMeasured,
  },
  'magicslabnu/OutEffHop_vit_small_patch16_224': {
    title: 'ViT-S/16 with softmax-1',
    where: notMeasured,
  },
  'magicslabnu/clip_OutEffHop_vit_small_patch16_224': {
    title: 'ViT-S/16 with clipped softmax-1',
    where: notMeasured,
  },
};
