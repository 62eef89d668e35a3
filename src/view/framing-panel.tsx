import * as words from '#words/view/framing.ts';
import { fits } from '#words/view/header.ts';
import type { Fit } from '../core/image/framing.ts';
import { activeLens } from '../state/lens.ts';
import { FramingSize } from './framing-size.tsx';
import { framingWith } from './framing-sizes.ts';
import { useLensView } from './lens-context.tsx';
import styles from './menu.module.css';
import { useScope, useScopeState } from './scope-context.tsx';

/** Everything that can be set about what the model sees. */
export function FramingPanel() {
  const scope = useScope();
  const framing = useScopeState((state) => state.requested.framing);
  const displayed = useLensView(({ displayed }) => displayed);
  const isMini = useScopeState(({ requested }) => activeLens(requested).model.kind === 'embedded');
  if (displayed === undefined) return null;
  const { spec } = displayed.model;
  const { input } = displayed.start;
  const native = spec.preprocessing.crop;
  const isAwayFromNative = isMini && (input.width !== native.width || input.height !== native.height);
  return (
    <div className={styles.menu}>
      <h2>{words.title}</h2>
      <ul>
        {(Object.keys(words.details) as Fit[]).map((fit) => (
          <li key={fit}>
            <button
              type="button"
              className={styles.option}
              aria-pressed={fit === framing.fit}
              onClick={() => scope.chooseFraming({ ...framing, fit })}
            >
              {fits[fit]}
              <small>{words.details[fit]}</small>
            </button>
          </li>
        ))}
      </ul>
      <FramingSize
        key={framing.fit}
        displayed={displayed}
        size={framing.size ?? native}
        fit={framing.fit}
        onChange={(size) => scope.chooseFraming(framingWith(framing.fit, size, native))}
      />
      {isAwayFromNative && (
        <p className={styles.warning}>{words.awayFromNative(spec.position.columns, spec.position.rows)}</p>
      )}
    </div>
  );
}
