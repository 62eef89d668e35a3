import { useMemo } from 'react';
import * as words from '#words/view/labels.ts';
import { topClasses } from '../core/analysis/top-classes.ts';
import styles from './labels.module.css';
import { formatShare } from './numbers.ts';
import { useShownTrace } from './use-shown.ts';

const SHOWN_CLASSES = 5;

/** The most probable classes of a model with a head of its own. */
export function Labels() {
  const shown = useShownTrace();
  const logits = shown?.displayed.status === 'complete' ? shown.record.logits : undefined;
  const ranked = useMemo(() => (logits ? topClasses(logits, SHOWN_CLASSES) : []), [logits]);
  if (shown === undefined || shown.displayed.model.spec.classes === 0) return null;
  const { labels, spec } = shown.displayed.model;
  return (
    <section className={styles.labels} aria-label={words.title}>
      <h3>
        {words.title} <span className={styles.count}>{words.shown(SHOWN_CLASSES, spec.classes)}</span>
      </h3>
      {ranked.length === 0 && <p>{words.waiting}</p>}
      <ol>
        {ranked.map(({ index, probability }) => (
          <li key={index}>
            <span className={styles.name}>{labels?.[index] ?? words.nameless(index)}</span>
            <span className={styles.share}>{formatShare(probability)}</span>
            <span className={styles.track}>
              <span className={styles.fill} style={{ inlineSize: `${probability * 100}%` }} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
