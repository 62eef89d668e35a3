import type { Fit, FramingRequest } from '../core/image/framing.ts';
import { activeLens } from '../state/lens.ts';
import { FieldFace, fieldButton } from './field-button.tsx';
import { framingSizes, sizeLabel } from './framing-sizes.ts';
import { useLensView } from './lens-context.tsx';
import styles from './menu.module.css';
import { Popover } from './popover.tsx';
import { useScope, useScopeState } from './scope-context.tsx';
import { SelectField } from './select-field.tsx';

const FITS: readonly { fit: Fit; label: string; detail: string }[] = [
  { fit: 'publisher', label: 'Publisher’s recipe', detail: 'Resized and cropped as the checkpoint says.' },
  { fit: 'whole', label: 'Whole image', detail: 'True aspect ratio, sides rounded to the patch.' },
  { fit: 'crop', label: 'Centre crop', detail: 'The largest square in the middle.' },
  { fit: 'pad', label: 'Padded', detail: 'The whole image in a square, filled up with the mean colour.' },
  { fit: 'stretch', label: 'Stretched', detail: 'The whole image in a square, its aspect ratio ignored.' },
];

/** Which part of the image the model sees, at which size, and the grid of patches that it makes. */
export function FramingMenu() {
  const scope = useScope();
  const framing = useScopeState((state) => state.requested.framing);
  const displayed = useLensView(({ displayed }) => displayed);
  const isMini = useScopeState(({ requested }) => activeLens(requested).model.kind === 'embedded');
  if (displayed === undefined) return null;
  const { spec } = displayed.model;
  const { input, layout } = displayed.start;
  const native = spec.preprocessing.crop;
  const size = framing.size?.width ?? native.width;
  const current = FITS.find(({ fit }) => fit === framing.fit)!;
  const change = (next: FramingRequest) => scope.chooseFraming(next);
  const isAwayFromNative = isMini && (input.width !== native.width || input.height !== native.height);
  return (
    <Popover
      label="Framing"
      buttonClass={fieldButton}
      button={
        <FieldFace
          label="Framing"
          value={current.label}
          detail={`${input.width} × ${input.height} px, ${layout.columns} × ${layout.rows} patches`}
        />
      }
    >
      <div className={styles.menu}>
        <h2>What the model sees</h2>
        <ul>
          {FITS.map(({ fit, label, detail }) => (
            <li key={fit}>
              <button
                type="button"
                className={styles.option}
                aria-pressed={fit === framing.fit}
                onClick={() => change({ ...framing, fit })}
              >
                {label}
                <small>{detail}</small>
              </button>
            </li>
          ))}
        </ul>
        <div className={styles.pair}>
          <SelectField
            label="Size"
            value={String(size)}
            options={framingSizes(spec.patch, native.width, size).map((side) => ({
              value: String(side),
              label: sizeLabel(side, spec.patch, native.width),
            }))}
            onChange={(side) => change(withSize(framing.fit, Number(side), native.width))}
          />
        </div>
        <p style={{ marginBlock: '0.75rem 0' }}>
          Now {input.width} × {input.height} pixels: {layout.columns} × {layout.rows} patches of {spec.patch}{' '}
          pixels.
        </p>
        {isAwayFromNative && (
          <p className={styles.warning}>
            Mini’s planted artifact depends on its native grid of {spec.position.columns} ×{' '}
            {spec.position.rows} patches. At other sizes or shapes its position code is blurred, and the
            artifact fades.
          </p>
        )}
      </div>
    </Popover>
  );
}

/** The native size is asked for by leaving it out, so that it stays native for another model. */
function withSize(fit: Fit, side: number, native: number): FramingRequest {
  return side === native ? { fit } : { fit, size: { width: side, height: side } };
}
