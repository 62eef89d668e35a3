import { EMBEDDED_LABEL } from '../hub/embedded-models.ts';
import styles from './about-sheet.module.css';
import { OfflineNote } from './offline/offline-note.tsx';
import { Sheet } from './sheet.tsx';

/** What the maps are, what they are not, and what the first model is. */
export function AboutSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title="How to read this" onClose={onClose}>
      <div className={styles.text}>
        <p>
          A vision transformer cuts the image into patches and turns each into a token. Some tokens stand for
          no patch: CLS, and the registers R1, R2… of models that have them. In every layer, each head lets
          each token look at all tokens: it gives out weights that sum to 1. That is the attention which the
          maps show.
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
        <h3>Attention is not explanation</h3>
        <p>
          A bright patch was looked at; it need not have mattered. Values, later layers and the residual
          stream decide that. Maps of one layer or head are no account of why a model answered as it did, and
          a clean map does not make a model right. Each map says what it is scaled to; on the scale “per head”
          two heads cannot be compared by their brightness.
        </p>
        <h3>The model that opens first</h3>
        <p>
          {EMBEDDED_LABEL}. It was distilled in a short time from few pictures, and its artifact was put there
          on purpose, to show the mechanism offline. For anything else, drop a real model.
        </p>
        <h3>Exactness and privacy</h3>
        <p>
          Models run in full precision, from their publishers’ own files, on this device. Images never leave
          it.
        </p>
        <h3>Without a network</h3>
        <OfflineNote />
        <p className={styles.references}>
          Darcet et al. 2024, Vision Transformers Need Registers. Jiang et al. 2025, Vision Transformers Don’t
          Need Trained Registers. Jain and Wallace 2019, Attention is not Explanation.
        </p>
      </div>
    </Sheet>
  );
}
