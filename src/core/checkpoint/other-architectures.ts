import * as words from '#words/core/checkpoint.ts';

const kinds: readonly (readonly [RegExp, string])[] = [
  [
    /^(resnet|resnext|resnetv2|resnest|seresnet|wide_resnet|convnext|convnextv2|efficientnet|tf_efficientnet|mobilenet|regnet|densenet|vgg|nfnet|inception|xception|bit$|dla|hrnet|repvgg|van$|cvt$)/i,
    words.architectures.convolutional,
  ],
  [
    /^(swin|swinv2|maxvit|maxxvit|hiera|mvit|pvt|twins|coatnet|focalnet|davit|levit|segformer|poolformer|efficientformer|gcvit|nest|volo|xcit|cait|crossvit|tnt)/i,
    words.architectures.otherTransformer,
  ],
  [/^(mixer|gmixer|resmlp|gmlp)/i, words.architectures.mlp],
  [
    /^(beit|eva|data2vec|sam|sam2|aimv2|perception|vitdet|blip|flava|detr|yolos|vilt|siglip2)/i,
    words.architectures.otherVit,
  ],
  [/^(bert|roberta|gpt|llama|mistral|qwen|gemma|t5|opt|phi|whisper|wav2vec)/i, words.architectures.noVision],
];

/** What a model is that cannot be opened, by its model type or architecture; undefined where its name says nothing. */
export function describeArchitecture(name: string): string | undefined {
  return kinds.find(([pattern]) => pattern.test(name))?.[1];
}
