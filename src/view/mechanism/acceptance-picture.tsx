import { memo, useRef } from 'react';
import type { FinderResult } from '../../engine/neuron-finder.ts';
import { formatTick, formatValue } from '../numbers.ts';
import { useElementSize } from '../use-element-size.ts';
import styles from './acceptance-picture.module.css';
import controls from './controls.module.css';
import { pairOfHistograms } from './pair-of-histograms.ts';
import { counted } from './words.ts';

/** How the chosen neurons do: registers should stand far above patches that have no tail. */
export const AcceptancePicture = memo(function AcceptancePicture({ result }: { result: FinderResult }) {
  const { acceptance, settings } = result;
  const { patchNorms, registerNorms, largestClsToPatch, clsToRegister } = acceptance;
  const largestPatch = patchNorms.reduce((a, b) => Math.max(a, b), 0);
  const above = registerNorms.filter((norm) => norm > largestPatch).length;
  const moreToRegister = clsToRegister.filter(
    (value, index) => value > (largestClsToPatch[index] ?? 0),
  ).length;
  return (
    <>
      <Pair
        title={`Norms in layer ${settings.detectLayer}`}
        names={['patches', 'register']}
        first={patchNorms}
        second={registerNorms}
        scale="log"
      />
      <p className={controls.note}>
        {above === registerNorms.length
          ? `The register lies above every patch (at most ${formatValue(largestPatch)}) in ${registerNorms.length === 1 ? 'the image' : 'all images'}: it has taken the norm over.`
          : `The register lies above every patch in ${above} of ${counted(registerNorms.length, 'image')} only.`}
      </p>
      <Pair
        title="CLS attention in the last layer"
        names={['its largest patch', 'the register']}
        first={largestClsToPatch}
        second={clsToRegister}
        scale="linear"
      />
      <p className={controls.note}>
        CLS attends more to the register than to any patch in {moreToRegister} of {clsToRegister.length}{' '}
        heads.
      </p>
    </>
  );
});

interface PairProps {
  readonly title: string;
  readonly names: readonly [string, string];
  readonly first: Float32Array;
  readonly second: Float32Array;
  readonly scale: 'linear' | 'log';
}

const HEIGHT_PX = 84;
const TOP_PX = 4;
const BOTTOM_PX = 16;

function Pair({ title, names, first, second, scale }: PairProps) {
  const root = useRef<HTMLDivElement>(null);
  const { widthPx } = useElementSize(root);
  const plot =
    widthPx > 0
      ? pairOfHistograms(first, second, { widthPx, heightPx: HEIGHT_PX - TOP_PX - BOTTOM_PX, scale })
      : undefined;
  return (
    <figure ref={root}>
      <figcaption className={styles.caption}>
        {title}
        <span className={styles.first}>{names[0]}</span>
        <span className={styles.second}>{names[1]}</span>
      </figcaption>
      {plot && (
        <svg className={styles.plot} width={widthPx} height={HEIGHT_PX} aria-hidden="true">
          <g transform={`translate(0 ${HEIGHT_PX - BOTTOM_PX})`}>
            {plot.bars.map(({ of, bin, x, widthPx: width, heightPx }) => (
              <rect
                key={`${of} ${bin}`}
                className={of === 'first' ? styles.firstBar : styles.secondBar}
                x={x}
                y={-heightPx}
                width={width}
                height={heightPx}
              />
            ))}
            <line className={styles.axis} x1={0} x2={widthPx} />
            {plot.ticks.map(({ value, x }) => (
              <text key={value} className={styles.tick} x={x} y={12} textAnchor="middle">
                {formatTick(value)}
              </text>
            ))}
          </g>
        </svg>
      )}
    </figure>
  );
}
