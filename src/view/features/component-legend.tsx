import * as words from '#words/view/components.ts';
import type { KnownComponents } from '../../state/feature-record.ts';
import { formatShare, formatValue } from '../numbers.ts';
import styles from './component-legend.module.css';
import { basisPhrase } from './component-wording.ts';

const CHANNELS = ['red', 'green', 'blue'] as const;

/** What the colours of a map of principal components stand for, and what the components were made from. */
export function ComponentLegend({ known }: { known: KnownComponents | undefined }) {
  if (known?.problem !== undefined) return <p className={styles.problem}>{known.problem}</p>;
  if (known?.map === undefined) return <p className={styles.note}>{words.notComputed}</p>;
  const { explained, ranges } = known.map;
  return (
    <div className={styles.legend}>
      <ol className={styles.channels} aria-label={words.colours}>
        {CHANNELS.map((channel, component) => (
          <li key={channel}>
            <span className={styles.name}>
              {words.channel(component + 1, channel)}
              <span className={styles.share}>{formatShare(explained[component]!)}</span>
            </span>
            <span className={styles[channel]} />
            <span className={styles.ends}>
              <span>{formatValue(ranges[component]![0])}</span>
              <span>{formatValue(ranges[component]![1])}</span>
            </span>
          </li>
        ))}
      </ol>
      <p className={styles.note} title={words.method}>
        {basisPhrase(known)}
      </p>
    </div>
  );
}
