/** What `--help` prints; what is known elsewhere is filled in: defaults of the rules, and rows of names of tensors. */
export const help = ({
  megapixels,
  rules,
  tensors,
}: {
  readonly megapixels: number;
  readonly rules: Readonly<Record<'k' | 'sigmas' | 'share' | 'factor', number>>;
  readonly tensors: readonly string[];
}) => `Sinkscope: what a vision transformer computes, layer by layer, and what breaks it.

Usage
  sinkscope trace   --model MODEL (--image FILE... | --pixels FILE) --tensors LIST --out FILE_OR_DIR
                    [--size N|HxW] [--fit FIT] [--position-rule RULE] [--intervention FILE]
                    [--text PROMPT... [--template TEMPLATE] | --token-ids FILE]
  sinkscope neurons --model MODEL --images DIR_OR_FILE... --out FILE.json
                    [--top-k N] [--detect-layer N] [--highest-layer N] [--rule RULE]
                    [--sparsity-filter] [--size N|HxW] [--fit FIT]

trace computes what a model does with images. neurons finds the register neurons that make its
high-norm patches (Jiang et al. 2025), and how few of them must be moved to make those vanish.

Input
  --model DIR           folder with a checkpoint as its publisher ships it: config.json with
                        model.safetensors, whole or in shards, or open_clip_config.json with
                        open_clip_model.safetensors; preprocessor_config.json, labels.json and the
                        tokenizer's files where they are there. DINOv2 and 3, CLIP, SigLIP, ViT,
                        DeiT and MAE in Hugging Face's naming, ViTs in timm's, CLIP in open_clip's
  --model OWNER/NAME[@REVISION]
                        a repository of the Hub. It is downloaded once, into SINKSCOPE_CACHE or a
                        folder sinkscope of the user's caches. A token for gated repositories is
                        taken from SINKSCOPE_TOKEN, or from HF_TOKEN for the Hub itself
  --hub ADDRESS         another hub than https://huggingface.co (also SINKSCOPE_HUB): a mirror, or a
                        server on this machine
  --image FILE...       images (PNG, JPEG, WebP, AVIF, GIF; up to ${megapixels} megapixels), or folders of them
  --images FILE...      the same, for neurons
  --pixels FILE         safetensors file whose tensor "pixels" [1, 3, height, width] is used as it is
  --text PROMPT         prompt for a model with a text tower (CLIP); may be given several times. Without
                        --image the tensors of texts alone
  --template TEMPLATE   text around every prompt, which stands for its {}: "a photo of a {}"
  --token-ids FILE      JSON array of token ids instead of a prompt

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
                        {"neurons": {"LAYER": [NEURON, ...]}} or what neurons has written, either of
                        which stands for one test-time register

Search for register neurons
  --top-k N             how many neurons. Default: as few as remove the high norms
  --detect-layer N      layer whose norms tell high-norm patches; layers count from 0, or with a
                        minus from the end: -1 is the last. Default: where they stand out most
  --highest-layer N     last layer whose neurons count. Default: where high norms appear
  --rule RULE           norms that are high:
                        robust:K       above median + K * 1.4826 * MAD (default; K = ${rules.k})
                        sigma:N        above mean + N standard deviations (N = ${rules.sigmas})
                        quantile:SHARE above that share of the norms (SHARE = ${rules.share})
                        multiple:N     above N times the median (N = ${rules.factor})
                        absolute:NORM  above NORM
  --sparsity-filter     only neurons that are below 0.5 on at least half of the tokens

Output
  --tensors LIST        names, joined by commas:
                        ${tensors.join(',\n                        ')}
                        Of several texts the tensors have their number first
  --out FILE_OR_DIR     trace, one image: a file, if OUT has an extension and is no folder; else a
                        folder. Several images, or a folder of them: a folder, with one
                        NAME.safetensors for each image. neurons: a JSON file. Folders are made,
                        files of the same name are replaced

Other
  --help                this text
  --version             the version

Paths of the files written go to stdout, one a line; messages go to stderr.

Exit status
  0  all is done
  1  some images failed, the others are done (each failure is one line on stderr, at the end);
     or the program itself failed
  2  nothing could be done: the command line, the model or every image is at fault, or no image
     shows a high norm

Examples
  sinkscope trace --model dinov2-small --image cat.jpg --tensors norms,attention_cls --out cat.safetensors
  sinkscope trace --model facebook/dinov2-small --image cat.jpg --tensors norms --out cat.safetensors
  sinkscope trace --model dinov2-small --image photos/ --size 518 --fit whole --tensors norms --out norms/
  sinkscope trace --model clip --image cat.jpg --text "a cat" --text "a dog" --tensors similarity --out s.safetensors
  sinkscope neurons --model dinov2-small --images photos/ --out neurons.json
  sinkscope trace --model dinov2-small --image cat.jpg --intervention neurons.json --tensors norms --out t.safetensors
`;
