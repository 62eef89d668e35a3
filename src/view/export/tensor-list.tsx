import type { TraceTensorName } from '../../engine/engine.ts';
import { traceTensorShape } from '../../engine/tensor-shapes.ts';
import { tokenPhrase } from '../wording.ts';
import { tensorsOf } from './export-file.ts';
import styles from './export-sheet.module.css';
import { formatBytes } from './export-size.ts';
import type { Subject } from './facts.ts';

const MEANINGS: Readonly<Record<TraceTensorName, string>> = {
  norms: 'L2 norms of block outputs',
  attention_cls: 'what CLS attends to',
  attention_query: 'what the query attends to',
  attention_received: 'attention received, mean over queries',
  entropy: 'of each attention row, in nats',
  gate: 'of each head at each token',
  q: 'queries',
  k: 'keys',
  tokens: 'block outputs',
  final: 'after the last norm',
  logits: 'of the classifier',
  image_embedding: 'to compare with texts',
};

interface TensorListProps {
  readonly subject: Subject;
  readonly chosen: readonly TraceTensorName[];
  readonly onChange: (chosen: readonly TraceTensorName[]) => void;
}

/** The tensors of the trace with their shapes and sizes, to choose from. */
export function TensorList({ subject, chosen, onChange }: TensorListProps) {
  const names = tensorsOf(subject);
  const { displayed } = subject;
  const { layout } = displayed.start;
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
          {names.map((name) => {
            const shape = traceTensorShape(name, displayed.model.spec, layout);
            return (
              <tr key={name}>
                <th scope="row">
                  <label>
                    <input
                      type="checkbox"
                      checked={chosen.includes(name)}
                      onChange={(event) =>
                        onChange(
                          names.filter((one) => (one === name ? event.target.checked : chosen.includes(one))),
                        )
                      }
                    />
                    <span>
                      <code>{name}</code> <small>{MEANINGS[name]}</small>
                    </span>
                  </label>
                </th>
                <td>{shape.join(' × ')}</td>
                <td>{formatBytes(tensorBytes(subject, name))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.note}>
        32-bit floats, by the names and layouts of the command line. The query is{' '}
        {tokenPhrase(layout, displayed.attention.token)}. Tokens stand in sequence order: special tokens, then
        the patches row by row.
      </p>
    </section>
  );
}

/** What a tensor takes in a file. */
export function tensorBytes({ displayed }: Subject, name: TraceTensorName): number {
  const shape = traceTensorShape(name, displayed.model.spec, displayed.start.layout);
  return shape.reduce((product, size) => product * size, 4);
}
