import { useMemo } from 'react';
import * as words from '#words/view/combining.ts';
import { maskOutline, massMask } from '../../core/analysis/mass-mask.ts';
import type { TokenLayout } from '../../core/vit/token-layout.ts';
import { percent } from './combined-wording.ts';
import styles from './mass-mask.module.css';

interface MassMaskProps {
  /** [rows · columns] */
  readonly values: Float32Array;
  readonly layout: TokenLayout;
  readonly share: number;
}

/** Darkens all patches but those that hold a share of the map's mass, and outlines these. */
export function MassMask({ values, layout, share }: MassMaskProps) {
  const { rows, columns } = layout;
  const { outline, kept } = useMemo(() => {
    const mask = massMask(values, share);
    return {
      outline: maskOutline(mask, rows, columns),
      kept: [...mask.keys()].filter((patch) => mask[patch] === 1),
    };
  }, [values, rows, columns, share]);
  const cells = kept.map((patch) => `M${patch % columns} ${Math.floor(patch / columns)}h1v1h-1z`).join('');
  return (
    <>
      <svg
        className={styles.mask}
        viewBox={`0 0 ${columns} ${rows}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path className={styles.veil} fillRule="evenodd" d={`M0 0H${columns}V${rows}H0z${cells}`} />
        <path className={styles.halo} d={outline} />
        <path className={styles.outline} d={outline} />
      </svg>
      <span className={styles.note}>{words.kept(kept.length, rows * columns, percent(share))}</span>
    </>
  );
}
