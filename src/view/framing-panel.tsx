import type { Fit } from '../core/image/framing.ts';
import { activeLens } from '../state/lens.ts';
import { FramingSize } from './framing-size.tsx';
import { framingWith } from './framing-sizes.ts';
import { useLensView } from './lens-context.tsx';
import styles from './menu.module.css';
import { useScope, useScopeState } from './scope-context.tsx';

const DETAILS: Readonly<Record<Fit, string>> = {
  publisher: 'Resized and cropped as the checkpoint says.',
  whole: 'True aspect ratio, sides rounded to the patch.',
  crop: 'The largest part in the middle that has the shape.',
  pad: 'The whole image, filled up with the mean colour.',
  stretch: 'The whole image, its aspect ratio ignored.',
};

/** Everything that can be set about what the model sees. */
export function FramingPanel({ names }: { names: Readonly<Record<Fit, string>> }) {
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
      <h2>What the model sees</h2>
      <ul>
        {(Object.keys(DETAILS) as Fit[]).map((fit) => (
          <li key={fit}>
            <button
              type="button"
              className={styles.option}
              aria-pressed={fit === framing.fit}
              onClick={() => scope.chooseFraming({ ...framing, fit })}
            >
              {names[fit]}
              <small>{DETAILS[fit]}</small>
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
        <p className={styles.warning}>
          Mini’s planted artifact depends on its native grid of {spec.position.columns} × {spec.position.rows}{' '}
          patches. At other sizes or shapes its position code is blurred, and the artifact fades.
        </p>
      )}
    </div>
  );
}
