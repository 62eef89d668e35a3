import * as v from 'valibot';
import type { Preprocessing } from '../vit/spec.ts';
import { channelTriple, parseFields, parseJsonObject, positiveInteger } from './config-schema.ts';

const fileName = 'preprocessor_config.json';

const rectangle = v.object({ height: positiveInteger, width: positiveInteger });
const shortestEdge = v.object({ shortest_edge: positiveInteger });

/** One number, two sides, or the short side alone: told apart before validating, so that messages name the field. */
const size = v.lazy((input) => {
  if (typeof input === 'number') return positiveInteger;
  const isRectangle = typeof input === 'object' && input !== null && ('height' in input || 'width' in input);
  return isRectangle ? rectangle : shortestEdge;
});
const cropSize = v.lazy((input) => (typeof input === 'number' ? positiveInteger : rectangle));

// Newer image processors write what they leave to their defaults as null.
const schema = v.object({
  size: v.nullish(size),
  crop_size: v.nullish(cropSize),
  do_center_crop: v.nullish(v.boolean(), true),
  image_mean: v.nullish(channelTriple),
  image_std: v.nullish(channelTriple),
  resample: v.nullish(v.picklist([2, 3])), // PIL.Image.Resampling: bilinear, bicubic
});

type Sides = v.InferOutput<typeof rectangle>;
type Resize = Pick<Preprocessing, 'resizeShortSide' | 'crop' | 'stretch'>;

/** Reads Hugging Face's preprocessor_config.json; what it leaves out is as in `defaults`. @throws InputError */
export function parsePreprocessing(text: string, defaults: Preprocessing): Preprocessing {
  const fields = parseFields(schema, parseJsonObject(text, fileName), fileName);
  const crop = fields.do_center_crop && fields.crop_size ? square(fields.crop_size) : undefined;
  return {
    ...readResize(fields.size, crop, defaults),
    interpolation:
      fields.resample === 2 ? 'bilinear' : fields.resample === 3 ? 'bicubic' : defaults.interpolation,
    mean: fields.image_mean ?? defaults.mean,
    std: fields.image_std ?? defaults.std,
  };
}

/** Two sides stretch the image; an old file's single number means what the family's image processor makes of it. */
function readResize(
  asked: v.InferOutput<typeof size> | null | undefined,
  crop: Sides | undefined,
  { resizeShortSide, crop: usualCrop, stretch }: Preprocessing,
): Resize {
  if (asked === undefined || asked === null) {
    return { resizeShortSide, crop: crop ?? usualCrop, ...(stretch && { stretch }) };
  }
  if (typeof asked !== 'number' && 'shortest_edge' in asked) {
    return { resizeShortSide: asked.shortest_edge, crop: crop ?? usualCrop };
  }
  if (typeof asked === 'number' && !stretch) return { resizeShortSide: asked, crop: crop ?? usualCrop };
  const sides = square(asked);
  return { resizeShortSide: Math.min(sides.height, sides.width), crop: crop ?? sides, stretch: true };
}

function square(size: number | Sides): Sides {
  return typeof size === 'number' ? { height: size, width: size } : size;
}
