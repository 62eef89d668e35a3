import { useEffect, useState } from 'react';
import * as words from '#words/view/catalogue.tsx';
import { CATALOGUE, type CatalogueEntry } from '../../hub/catalogue.ts';
import { hubHost } from '../../hub/hub-address.ts';
import { parseModelReference, repositoryId } from '../../hub/model-reference.ts';
import { explain } from '../../state/notice.ts';
import { useScope } from '../scope-context.tsx';
import { Sheet } from '../sheet.tsx';
import { CatalogueItem } from './catalogue-item.tsx';
import styles from './catalogue-sheet.module.css';
import { useHub, useHubState } from './hub-context.tsx';
import { HubSettings } from './hub-settings.tsx';
import { RecentModels } from './recent-models.tsx';
import { StoredModels } from './stored-models.tsx';

/** The models of a hub: the catalogue, any repository by its name, and what is kept on this device. */
export function CatalogueSheet({ onClose }: { onClose: () => void }) {
  const hub = useHub();
  useEffect(() => {
    void hub.refreshStorage().catch(() => undefined); // the list stays as it was
  }, [hub]);
  return (
    <Sheet title={words.title} onClose={onClose}>
      <Finder onOpened={onClose} />
      <StoredModels onOpened={onClose} />
      <HubSettings />
    </Sheet>
  );
}

/** One field that narrows the catalogue and opens what is not in it. */
function Finder({ onOpened }: { onOpened: () => void }) {
  const scope = useScope();
  const host = useHubState(({ address }) => hubHost(address));
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const found = CATALOGUE.filter((entry) => matches(entry, text));
  const open = () => {
    try {
      scope.chooseModel({ kind: 'hub', ...parseModelReference(text) });
      onOpened();
    } catch (error) {
      setProblem(explain(error, words.opening).message);
    }
  };
  return (
    <>
      <form
        className={styles.finder}
        onSubmit={(event) => {
          event.preventDefault();
          open();
        }}
      >
        <label>
          <span>{words.search(host)}</span>
          <input
            type="search"
            translate="no"
            value={text}
            placeholder="facebook/dinov2-small" // no words
            spellCheck={false}
            autoCapitalize="off"
            onChange={(event) => {
              setText(event.target.value);
              setProblem(undefined);
            }}
          />
        </label>
        <button type="submit" className={styles.button} disabled={text.trim() === ''}>
          {words.open}
        </button>
      </form>
      <p role="alert" className={styles.problem}>
        {problem}
      </p>
      <RecentModels onOpened={onOpened} />
      <h3 className={styles.heading}>{words.catalogue}</h3>
      <ul className={styles.list}>
        {found.map((entry) => (
          <CatalogueItem key={entry.repo} entry={entry} onOpened={onOpened} />
        ))}
      </ul>
      {found.length === 0 && (
        <p className={styles.none}>
          {repositoryId.test(text.trim()) ? words.notInCatalogue(host) : words.nothingFound}
        </p>
      )}
    </>
  );
}

function matches({ repo, title }: CatalogueEntry, text: string): boolean {
  const wanted = text.trim().toLowerCase().split(/\s+/);
  const name = `${repo} ${title}`.toLowerCase();
  return wanted.every((word) => name.includes(word));
}
