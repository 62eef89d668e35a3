import { useState } from 'react';
import { stored as words } from '#words/view/catalogue.tsx';
import { hubHost } from '../../hub/hub-address.ts';
import type { StoredModel } from '../../hub/hub-store.ts';
import { modelTitle } from '../../state/library.ts';
import { explain } from '../../state/notice.ts';
import { formatMegabytes } from '../numbers.ts';
import { useScope } from '../scope-context.tsx';
import styles from './catalogue-sheet.module.css';
import { useHub, useHubState } from './hub-context.tsx';

/** What downloads have left on this device, and the way to be rid of it. */
export function StoredModels({ onOpened }: { onOpened: () => void }) {
  const { models, quotaBytes, isPersistent } = useHubState((state) => state.storage);
  const notKept = useHubState((state) => state.notKept);
  const [problem, setProblem] = useState<string>();
  const totalBytes = models.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
  return (
    <section aria-labelledby="stored-models">
      <h3 id="stored-models" className={styles.heading}>
        {words.heading}
      </h3>
      {models.length === 0 ? (
        <p className={styles.none}>{words.none}</p>
      ) : (
        <ul className={styles.list}>
          {models.map((model) => (
            <StoredItem
              key={`${model.hub} ${model.repo} ${model.revision}`}
              model={model}
              onOpened={onOpened}
              onProblem={setProblem}
            />
          ))}
        </ul>
      )}
      <p className={styles.facts}>
        {words.summary(
          formatMegabytes(totalBytes),
          quotaBytes === undefined ? undefined : formatMegabytes(quotaBytes),
          isPersistent,
        )}
      </p>
      {notKept && <p className={styles.problem}>{notKept}</p>}
      {problem && <p className={styles.problem}>{problem}</p>}
    </section>
  );
}

interface StoredItemProps {
  readonly model: StoredModel;
  readonly onOpened: () => void;
  readonly onProblem: (message: string) => void;
}

function StoredItem({ model, onOpened, onProblem }: StoredItemProps) {
  const scope = useScope();
  const hub = useHub();
  const { repo, revision, storedBytes } = model;
  const title = modelTitle({ kind: 'hub', repo }, []);
  return (
    <li className={styles.stored}>
      <button
        type="button"
        className={styles.open}
        translate="no"
        onClick={() => {
          scope.chooseModel({ kind: 'hub', repo, revision });
          onOpened();
        }}
      >
        {title}
      </button>
      <span className={styles.facts}>
        {words.facts(formatMegabytes(storedBytes), revision.slice(0, 7), hubHost(model.hub))}
      </span>
      <button
        type="button"
        className={styles.button}
        aria-label={words.deleteModel(title)}
        onClick={() => {
          hub.remove(model).catch((error: unknown) => onProblem(explain(error, words.deleting).message));
        }}
      >
        {words.delete}
      </button>
    </li>
  );
}
