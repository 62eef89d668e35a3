import * as words from '#words/view/export-sheet.tsx';
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

/** The tensor that holds one layer alone. */
const LAYERED: TraceTensorName = 'attention';

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
    <section className={styles.tensors} tabIndex={0} aria-label={words.tensors.name}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.tensors.tensor}</th>
            <th scope="col">{words.tensors.shape}</th>
            <th scope="col">{words.tensors.size}</th>
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
        {words.tensorsNote(<code>{LAYERED}</code>, {
          query: tokenPhrase(layout, token),
          isSet: tokens !== undefined,
          layer,
        })}
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
    meaning: words.meanings[name],
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
