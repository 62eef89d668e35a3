import type { ReactNode } from 'react';

export const title = 'How to read this';

/** The sheet's text; what the page knows itself is filled in. */
export function text({
  embeddedModel,
  offline,
  citation,
}: {
  readonly embeddedModel: string;
  readonly offline: ReactNode;
  readonly citation: ReactNode;
}) {
  return (
    <>
      <p>
        A vision transformer cuts the image into patches and turns each into a token. Some tokens stand for no
        patch: CLS, and the registers R1, R2… of models that have them. In every layer, each head lets each
        token look at all tokens: it gives out weights that sum to 1. That is the attention which the maps
        show.
      </p>
      <h3>Query and key</h3>
      <p>
        The query is the token that looks. Point at a patch, and every map becomes that patch’s: bright is
        where its attention goes. “Is attended by” turns the question round. “All queries” is the mean over
        all tokens: what is bright there draws attention from everywhere.
      </p>
      <h3>Norms, artifacts and sinks</h3>
      <p>
        The norm is the length of a token’s vector after a block. In many trained models a few patches grow
        norms many times the usual, mostly on plain ground or in corners. They hold global information, lose
        what was in their patch, and draw attention from everywhere: sinks. The rule beside the histograms
        says which norms count as outliers; it is a convention, so its name and its value always stand with
        the count.
      </p>
      <h3>What attention is not</h3>
      <p>It is not an explanation. A bright patch was looked at; that is all a map says.</p>
      <ul>
        <li>
          It need not have mattered: values, later layers and the residual stream decide what comes of it.
        </li>
        <li>
          A map of one layer or head is no account of why a model answered as it did, a mean of heads even
          less: it may hold what no single head does.
        </li>
        <li>A clean map does not make a model right, and a noisy one does not make it wrong.</li>
        <li>
          Brightness compares places within one map. Each map says what it is scaled to; on the scale “per
          head” two heads cannot be compared by it.
        </li>
        <li>
          To learn what a part does, change it: “Change the model” masks, gates and reroutes, and the lenses
          show both runs side by side.
        </li>
      </ul>
      <h3>The model that opens first</h3>
      <p>
        {embeddedModel}. It was distilled in a short time from few pictures, and its artifact was put there on
        purpose, to show the mechanism offline. For anything else, drop a real model.
      </p>
      <h3>What is exact</h3>
      <p>
        Models run in 32-bit floats from their publishers’ own files. Against the publishers’ code, where it
        was run, all compared outputs agree: attention weights within 1e-5, tokens, norms and logits within
        1e-4 of the largest value. The largest errors measured on real models and photographs (a ViT-Ti/16 and
        a DINOv2 ViT-S/14) were 1.7e-6 for attention and 1.4e-6 for norms and logits.
      </p>
      <ul>
        <li>
          The pixels that the model sees equal those of PIL and the publishers’ transforms to the last bit in
          every case compared; a JPEG is as near as the browser’s decoder.
        </li>
        <li>
          Some families (among them SigLIP, I-JEPA and DINOv3) were compared not with their publishers’ code
          but with a second implementation in 64 bits, written from the papers.
        </li>
        <li>
          WebGPU rounds otherwise than WebAssembly: it is tested on start, to 1e-3, and left where it fails.
        </li>
        <li>
          What-if changes that a model was not trained with, such as softmax-1 or a mask, have no publisher to
          be compared with. Outliers are what a named rule calls so. Colours, smoothing and clipped scales are
          for the eye; the numbers behind them stay as they are.
        </li>
      </ul>
      <p>All cases, references and limits stand in docs/fidelity.md of the source.</p>
      <h3>Where images go</h3>
      <p>
        Nowhere. Decoding, the models and every number run on this device; images, and models that you open
        from files, never leave it. The network is used for the page itself, and for a model of the Hub once
        you choose one: then its files are asked for by name, with your access token if you gave one, and
        nothing else is sent.
      </p>
      <h3>Without a network</h3>
      {offline}
      <h3>How to cite</h3>
      {citation}
    </>
  );
}

export const references =
  'Darcet et al. 2024, Vision Transformers Need Registers. Jiang et al. 2025, Vision Transformers Don’t Need Trained Registers. Jain and Wallace 2019, Attention is not Explanation.';
