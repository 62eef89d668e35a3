import * as v from 'valibot';
import type { Preprocessing } from '../vit/spec.ts';
import { channelTriple, parseFields, parseJsonObject, positiveInteger } from './config-schema.ts';

const fileName = 'preprocessor_config.json';

const schema = v.object({
  size: v.optional(v.object({ shortest_edge: positiveInteger })),
  crop_size: v.optional(v.object({ height: positiveInteger, width: positiveInteger })),
  image_mean: v.optional(channelTriple),
  image_std: v.optional(channelTriple),
  resample: v.optional(v.picklist([2, 3])), // PIL.Image.Resampling: bilinear, bicubic
});

/** Reads Hugging Face's preprocessor_config.json; what it leaves out is as in `defaults`. @throws InputError */
export function parsePreprocessing(text: string, defaults: Preprocessing): Preprocessing {
  const fields = parseFields(schema, parseJsonObject(text, fileName), fileName);
  return {
    resizeShortSide: fields.size?.shortest_edge ?? defaults.resizeShortSide,
    crop: fields.crop_size ?? defaults.crop,
    interpolation:
      fields.resample === 2 ? 'bilinear' : fields.resample === 3 ? 'bicubic' : defaults.interpolation,
    mean: fields.image_mean ?? defaults.mean,
    std: fields.image_std ?? defaults.std,
  };
}
