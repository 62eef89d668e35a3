import { tokenCount } from '../../core/vit/token-layout.ts';
import type { TraceTensorName } from '../../engine/engine.ts';
import { traceTensorShape } from '../../engine/tensor-shapes.ts';
import { stagedMap } from '../../state/displayed.ts';
import { capitalised, tokenPhrase } from '../wording.ts';
import { type ComputedTensor, computedTensors } from './computed-tensors.ts';
import { tensorsOf } from './export-file.ts';
import type { ExportTensorName } from './export-plan.ts';
import styles from './export-sheet.module.css';
import { formatBytes } from './export-size.ts';
import type { Subject } from './facts.ts';

const MEANINGS: Readonly<Record<TraceTensorName, string>> = {
  norms: 'L2 norms of block outputs',
  attention_norms: 'of what the attention branch adds',
  mlp_norms: 'of what the MLP branch adds',
  attention: 'every query’s row, the staged layer alone; computed again',
  attention_cls: 'what CLS attends to',
  attention_query: 'what the query attends to',
  attention_received: 'attention received, mean over queries',
  entropy: 'of each attention row, in nats',
  gate: 'of each head at each token',
  q: 'queries',
  k: 'keys',
  v: 'values; computed again',
  tokens: 'block outputs',
  final: 'after the last norm',
  logits: 'of the classifier',
  image_embedding: 'to compare with texts',
};

interface TensorListProps {
  readonly subject: Subject;
  readonly chosen: readonly ExportTensorName[];
  readonly onChange: (chosen: readonly ExportTensorName[]) => void;
}

/** The tensors of the trace with their shapes and sizes, to choose from. */
export function TensorList({ subject, chosen, onChange }: TensorListProps) {
  const offered = offeredTensors(subject);
  const { displayed, state } = subject;
  const { layout } = displayed.start;
  const { token, tokens } = displayed.attention;
  const { layer } = stagedMap(state.requested.staged, displayed);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard.
    <section className={styles.tensors} tabIndex={0} aria-label="Tensors">
      <table>
        <thead>
          <tr>
            <th scope="col">Tensor</th>
            <th scope="col">Shape</th>
            <th scope="col">Size</th>
          </tr>
        </thead>
        <tbody>
          {offered.map(({ name, shape, meaning }) => (
            <tr key={name}>
              <th scope="row">
                <label>
                  <input
                    type="checkbox"
                    checked={chosen.includes(name)}
                    onChange={(event) =>
                      onChange(
                        offered
                          .map((one) => one.name)
                          .filter((one) => (one === name ? event.target.checked : chosen.includes(one))),
                      )
                    }
                  />
                  <span>
                    <code>{name}</code> <small>{meaning}</small>
                  </span>
                </label>
              </th>
              <td>{shape.join(' × ')}</td>
              <td>{formatBytes(bytesOf(shape))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>
        32-bit floats, by the names and layouts of the command line. The query is {tokenPhrase(layout, token)}
        {tokens && ', the first of its set'}; <code>attention</code> is of layer {layer}. Tokens stand in
        sequence order: special tokens, then the patches row by row.
      </p>
    </section>
  );
}

interface OfferedTensor {
  readonly name: ExportTensorName;
  readonly shape: readonly number[];
  readonly meaning: string;
}

/** The trace's own tensors, and those that the page has computed. */
export function offeredTensors(subject: Subject): OfferedTensor[] {
  const { model, start } = subject.displayed;
  const own = tensorsOf(subject).map((name) => ({
    name,
    shape: traceTensorShape(name, model.spec, tokenCount(start.layout)),
    meaning: MEANINGS[name],
  }));
  const computed = computedTensors(subject).map(({ name, shape, meaning }: ComputedTensor) => ({
    name,
    shape,
    meaning: capitalised(meaning),
  }));
  return [...own, ...computed];
}

/** What tensors take in a file. */
export function tensorBytes(subject: Subject, names: readonly ExportTensorName[]): number {
  return offeredTensors(subject)
    .filter(({ name }) => names.includes(name))
    .reduce((sum, { shape }) => sum + bytesOf(shape), 0);
}

function bytesOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 4);
}
