import { useEffect, useEffectEvent, useState } from 'react';
import * as words from '#words/view/framing.ts';
import type { Fit } from '../core/image/framing.ts';
import { inputSize } from '../core/image/prepare.ts';
import { blockBytes, runOperations, traceBytes } from '../core/vit/run-cost.ts';
import { patchCount, tokenCount } from '../core/vit/token-layout.ts';
import type { Displayed } from '../state/displayed.ts';
import styles from './framing-size.module.css';
import { SHAPES, sideRange, sizeOf } from './framing-sizes.ts';
import { NumberField } from './mechanism/number-field.tsx';
import { formatDuration, formatMegabytes } from './numbers.ts';
import { SelectField } from './select-field.tsx';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface FramingSizeProps {
  readonly displayed: Displayed;
  readonly fit: Fit;
  readonly size: Size;
  readonly onChange: (size: Size) => void;
}

/** A size is run when the control has rested for so long. */
const RESTED_MS = 500;

/** The size of the model's input, and what a run of that size takes. */
export function FramingSize({ displayed, fit, size, onChange }: FramingSizeProps) {
  const [draft, setDraft] = useState(size);
  // As it was chosen: sides in whole patches have it only nearly, and would drift from it.
  const [aspect, setAspect] = useState(size.width / size.height);
  const isSettled = draft.width === size.width && draft.height === size.height;
  const ask = useEffectEvent(() => onChange(draft));
  const follow = useEffectEvent(() => {
    if (!isSettled) take(size);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: these numbers are what it follows.
  useEffect(follow, [size.width, size.height]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it waits anew after each change of the draft.
  useEffect(() => {
    if (isSettled) return;
    const timer = setTimeout(ask, RESTED_MS);
    return () => clearTimeout(timer);
  }, [isSettled, draft]);

  const { spec } = displayed.model;
  const { patch } = spec;
  const { least, most } = sideRange(patch, spec.preprocessing.crop);
  const side = Math.max(draft.width, draft.height);
  const shape = SHAPES.find((one) => Math.abs(one.aspect / aspect - 1) < 0.02)?.label ?? '';
  const isWhole = fit === 'whole';
  function take(next: Size, as = next.width / next.height) {
    setDraft(next);
    setAspect(as);
  }
  return (
    <section className={styles.size} aria-label={words.size}>
      <label className={styles.side}>
        <span>{words.longerSide}</span>
        <input
          type="range"
          min={least}
          max={most}
          step={patch}
          value={side}
          aria-valuetext={words.pixelsRead(side)}
          onChange={({ target }) => setDraft(sizeOf(target.valueAsNumber, isWhole ? 1 : aspect, patch))}
        />
        <output>{words.pixels(side)}</output>
      </label>
      {!isWhole && (
        <div className={styles.shape}>
          <SelectField
            label={words.shape}
            value={shape}
            options={[
              ...SHAPES.map(({ label }) => ({ value: label, label })),
              ...(shape === '' ? [{ value: '', label: words.otherShape }] : []),
            ]}
            onChange={(label) => {
              const chosen = SHAPES.find((one) => one.label === label);
              if (chosen) take(sizeOf(side, chosen.aspect, patch), chosen.aspect);
            }}
          />
          {(['width', 'height'] as const).map((name) => (
            <NumberField
              key={name}
              label={words.sides[name]}
              value={draft[name]}
              least={patch}
              most={most}
              onChange={(value) => take({ ...draft, [name]: value })}
            />
          ))}
        </div>
      )}
      <Cost displayed={displayed} fit={fit} size={draft} />
    </section>
  );
}

/** The grid that a size makes, and the time and memory that its run takes, reckoned from the run on the screen. */
function Cost({ displayed, fit, size }: Omit<FramingSizeProps, 'onChange'>) {
  const { model, image, start, took } = displayed;
  const { spec } = model;
  const input = inputSize(image, { fit, size }, spec);
  const rows = Math.floor(input.height / spec.patch);
  const columns = Math.floor(input.width / spec.patch);
  const tokens = rows * columns + tokenCount(start.layout) - patchCount(start.layout);
  const operations = runOperations(spec, tokens);
  const known = runOperations(spec, tokenCount(start.layout));
  const run = took && took.cachedLayers < start.depth ? took : undefined;
  const msPerOperation = run && run.elapsedMs / (known * (1 - run.cachedLayers / start.depth));
  const megabytes = formatMegabytes(traceBytes(spec, tokens) + blockBytes(spec, tokens));
  return (
    <p className={styles.cost} aria-live="polite">
      {words.grid({ width: input.width, height: input.height, columns, rows, tokens })}
      <br />
      {msPerOperation
        ? words.time(formatDuration(operations * msPerOperation), megabytes)
        : words.work((operations / known).toFixed(1), megabytes)}
    </p>
  );
}
