import { maxImagePixels } from '../core/image/limits.ts';
import { tensorNames } from './traced-tensors.ts';

/** What `--help` prints. */
export const help = `Sinkscope: what a vision transformer computes, layer by layer, as safetensors files.

Usage
  sinkscope trace --model DIR (--image FILE... | --pixels FILE) --tensors LIST --out FILE_OR_DIR
                  [--size N|HxW] [--fit FIT] [--position-rule RULE] [--intervention FILE]

Input
  --model DIR           folder with config.json and model.safetensors, and preprocessor_config.json if
                        there is one: a checkpoint as Hugging Face (DINOv2) or timm (ViT) ship it
  --image FILE...       images (PNG, JPEG, WebP, AVIF, GIF; up to ${maxImagePixels / 1e6} megapixels), or folders of them
  --pixels FILE         safetensors file whose tensor "pixels" [1, 3, height, width] is used as it is

Framing of images
  --size N|HxW          size of the model's input in pixels; sides are rounded to the patch.
                        Default: the publisher's own
  --fit FIT             publisher  the publisher's resize and centre crop, scaled to --size (default)
                        whole      the whole image in its true aspect ratio, inside --size
                        crop       the largest centred part with --size's aspect ratio
                        pad        the whole image inside --size, the mean colour around it
                        stretch    the whole image, stretched to --size
  --position-rule RULE  how position embeddings are brought to other sizes:
                        publisher  as the checkpoint's publisher does (default)
                        original   as DINOv2's authors do: offset 0.1 and no antialias; with
                                   registers no offset and antialias

Change of the model
  --intervention FILE   JSON with what is changed: registers, reroute, mask, normaliser, gate,
                        dropTrainedRegisters (docs/interventions.md); or a list of register neurons
                        {"neurons": {"LAYER": [NEURON, ...]}}, which stands for one test-time register

Output
  --tensors LIST        names, joined by commas:
                        ${tensorNames.slice(0, 7).join(', ')},
                        ${tensorNames.slice(7).join(', ')}
  --out FILE_OR_DIR     one image: a file, if OUT has an extension and is no folder; else a folder.
                        Several images, or a folder of them: a folder, with one NAME.safetensors for
                        each image. Folders are made, files of the same name are replaced

Other
  --help                this text
  --version             the version

Paths of the files written go to stdout, one a line; messages go to stderr.

Exit status
  0  all is done
  1  some images failed, the others are done (each failure is one line on stderr, at the end);
     or the program itself failed
  2  nothing could be done: the command line, the model or every image is at fault

Examples
  sinkscope trace --model dinov2-small --image cat.jpg --tensors norms,attention_cls --out cat.safetensors
  sinkscope trace --model dinov2-small --image photos/ --size 518 --fit whole --tensors norms --out norms/
`;
