import * as words from '#words/view/lenses/lens.ts';
import { EMBEDDED_MODELS } from '../../hub/embedded-models.ts';
import { modelTitle } from '../../state/library.ts';
import { classNames } from '../class-names.ts';
import { useLensView } from '../lens-context.tsx';
import { describeActivity, progressShare } from '../run-status.tsx';
import { useScope, useScopeState } from '../scope-context.tsx';
import { KindLabel } from './kind-label.tsx';
import styles from './lens-head.module.css';
import { LensMenu } from './lens-menu.tsx';
import type { LensTrace } from './use-lens-traces.ts';
import { useVariant } from './use-variant.ts';

/** What a column shows: its letter, the variant's name and kind, the model, and what it is busy with. */
export function LensHead({ trace: { lens, letter } }: { trace: LensTrace }) {
  const scope = useScope();
  const variant = useVariant(lens);
  const title = useScopeState(({ localModels }) => modelTitle(lens.model, localModels));
  const isActive = useScopeState(({ requested }) => requested.active === lens.id);
  const activity = useLensView((view) => view.activity);
  const share = progressShare(activity);
  const { model } = lens;
  const difference =
    model.kind === 'embedded' ? EMBEDDED_MODELS.find(({ id }) => id === model.id)?.difference : undefined;
  return (
    <header className={classNames(styles.head, isActive && styles.active)}>
      <h3 className={styles.title}>
        <button
          type="button"
          className={styles.name}
          aria-pressed={isActive}
          title={words.activate}
          onClick={() => scope.activate(lens.id)}
        >
          <span className={styles.letter}>{letter}</span>
          {variant?.name ?? title}
        </button>
      </h3>
      <LensMenu lens={lens} letter={letter} />
      <p className={styles.model}>
        {variant && <KindLabel variant={variant} />}
        {activity.kind === 'idle' ? (
          <span className={styles.ellipsis} title={difference}>
            {title}
          </span>
        ) : (
          <span className={styles.ellipsis}>{describeActivity(activity)}</span>
        )}
      </p>
      {activity.kind !== 'idle' && (
        <progress
          className={styles.progress}
          aria-label={words.progress(letter)}
          max={1}
          {...(share !== undefined && { value: share })}
        />
      )}
    </header>
  );
}
