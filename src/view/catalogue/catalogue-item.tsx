import * as words from '#words/view/catalogue.tsx';
import { type CatalogueEntry, catalogueEntry } from '../../hub/catalogue.ts';
import { formatMegabytes } from '../numbers.ts';
import { useScope } from '../scope-context.tsx';
import styles from './catalogue-sheet.module.css';

interface CatalogueItemProps {
  readonly entry: CatalogueEntry;
  readonly onOpened: () => void;
}

/** One model of the catalogue: what it is, what it costs, what shows, and its twins. */
export function CatalogueItem({ entry, onOpened }: CatalogueItemProps) {
  const { title, repo, artifacts, where, note, pinned } = entry;
  const name = <span translate="no">{repo}</span>;
  return (
    <li className={styles.item}>
      <OpenModel repo={repo} onOpened={onOpened}>
        {title}
      </OpenModel>
      <span className={styles.facts}>
        {words.facts({
          ...entry,
          megabytes: formatMegabytes(entry.bytes),
          isEstimate: entry.bytesAre === 'estimated',
        })}
      </span>
      <span className={styles.repo}>{pinned ? name : words.newest(name)}</span>
      <span className={styles.artifacts} data-shown={artifacts.shown}>
        {artifacts.shown === 'unknown'
          ? words.artifacts.unknown
          : words.artifactsWhere(artifacts.shown, where)}
        {artifacts.source && <cite> {words.source(artifacts.source)}</cite>}
      </span>
      {note && <span className={styles.facts}>{note}</span>}
      <Twin text={words.twins.registers} repo={entry.registerTwin} onOpened={onOpened} />
      <Twin text={words.twins.gates} repo={entry.gatedTwin} onOpened={onOpened} />
      <Twin text={words.twins.plain} repo={entry.plainTwin} onOpened={onOpened} />
    </li>
  );
}

function Twin({
  text,
  repo,
  onOpened,
}: {
  readonly text: (model: React.ReactNode) => React.ReactNode;
  readonly repo: string | undefined;
  readonly onOpened: () => void;
}) {
  if (repo === undefined) return null;
  return (
    <span className={styles.facts}>
      {text(
        <OpenModel repo={repo} onOpened={onOpened}>
          {catalogueEntry(repo)?.title ?? repo}
        </OpenModel>,
      )}
    </span>
  );
}

function OpenModel({
  repo,
  onOpened,
  children,
}: {
  readonly repo: string;
  readonly onOpened: () => void;
  readonly children: React.ReactNode;
}) {
  const scope = useScope();
  return (
    <button
      type="button"
      className={styles.open}
      onClick={() => {
        scope.chooseModel({ kind: 'hub', repo });
        onOpened();
      }}
    >
      {children}
    </button>
  );
}
