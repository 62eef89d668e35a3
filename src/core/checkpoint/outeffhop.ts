import * as v from 'valibot';
import * as words from '#words/core/checkpoint.ts';
import { InputError } from '../input-error.ts';
import type { Normaliser } from '../vit/spec.ts';
import { parseFields, positiveInteger } from './config-schema.ts';
import { type Config, crossCheck, type Family } from './family.ts';
import { activationField, epsilon, halves, readLabels, visionFields } from './hugging-face.ts';
import { parseNormaliser } from './outeffhop-gate.ts';
import { readTimmLayout } from './timm-layout.ts';

const schema = v.object({
  ...visionFields,
  patch_size: v.nullish(positiveInteger, 16),
  hidden_act: activationField('gelu'),
  layer_norm_eps: epsilon(1e-6),
  attn_gate_type: v.optional(v.string()),
});

const prefixes = ['', 'model.', 'vit.', 'timm_model.'];

/** OutEffHop's models whose config is Hugging Face's `vit` while their tensors keep timm's names. */
export const outeffhop: Family = {
  title: words.families.outeffhop,

  matches: (config, shapes) =>
    config.model_type === 'vit' &&
    prefixes.some((prefix) => shapes.get(`${prefix}blocks.0.attn.qkv.weight`) !== undefined),

  read(config, shapes) {
    const fields = parseFields(schema, config, 'config.json');
    const side = fields.image_size;
    const prefix = prefixes.find((candidate) => shapes.get(`${candidate}blocks.0.attn.qkv.weight`)) ?? '';
    const blueprint = readTimmLayout(
      {
        heads: fields.num_attention_heads,
        activation: fields.hidden_act,
        normEpsilon: fields.layer_norm_eps,
        normaliser: readNormaliser(config),
        gateType: fields.attn_gate_type,
        rope: undefined,
        cls: undefined,
        pool: 'cls',
        embeds: false,
        preprocessing: {
          resizeShortSide: side,
          crop: { height: side, width: side },
          stretch: true,
          interpolation: 'bilinear',
          ...halves,
        },
      },
      shapes,
      prefix,
    );
    crossCheck([
      ['hidden_size', fields.hidden_size, blueprint.spec.width],
      ['num_hidden_layers', fields.num_hidden_layers, blueprint.spec.depth],
      ['patch_size', fields.patch_size, blueprint.spec.patch],
      ['intermediate_size', fields.intermediate_size, blueprint.spec.mlp.hidden],
    ]);
    const labels = readLabels(config, blueprint.spec.classes);
    return labels ? { ...blueprint, labels } : blueprint;
  },
};

/**
 * The normaliser by whatever key speaks of a softmax, softmax where none does.
 * @throws InputError for a value that is not known, and where the model has code of its own and says nothing.
 */
export function readNormaliser(config: Config): Normaliser {
  const found = Object.entries(config).find(
    ([key, value]) => /softmax/i.test(key) && typeof value === 'string',
  );
  if (found) return parseNormaliser(found[1] as string, found[0]);
  if (config.auto_map === undefined) return { kind: 'softmax' };
  throw new InputError(words.untoldNormaliser);
}
