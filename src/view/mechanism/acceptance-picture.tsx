import { memo, useRef } from 'react';
import * as words from '#words/view/mechanism/finder.tsx';
import type { FinderResult } from '../../engine/neuron-finder.ts';
import { formatTick, formatValue } from '../numbers.ts';
import { useElementSize } from '../use-element-size.ts';
import styles from './acceptance-picture.module.css';
import controls from './controls.module.css';
import { pairOfHistograms } from './pair-of-histograms.ts';

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
        title={words.norms.title(settings.detectLayer)}
        names={words.norms.names}
        first={patchNorms}
        second={registerNorms}
        scale="log"
      />
      <p className={controls.note}>
        {words.registerNorms(above, registerNorms.length, formatValue(largestPatch))}
      </p>
      <Pair
        title={words.clsAttention.title}
        names={words.clsAttention.names}
        first={largestClsToPatch}
        second={clsToRegister}
        scale="linear"
      />
      <p className={controls.note}>{words.registerAttention(moreToRegister, clsToRegister.length)}</p>
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
    <figure ref={root} className={styles.pair}>
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
