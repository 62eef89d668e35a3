import { type CatalogueEntry, catalogueEntry } from '../../hub/catalogue.ts';
import { formatMegabytes } from '../numbers.ts';
import { useScope } from '../scope-context.tsx';
import styles from './catalogue-sheet.module.css';

interface CatalogueItemProps {
  readonly entry: CatalogueEntry;
  readonly onOpened: () => void;
}

const artifactWords = {
  yes: 'Artifacts show',
  mild: 'Mild artifacts',
  no: 'No artifacts',
  unknown: 'Artifacts unknown',
} as const;

/** One model of the catalogue: what it is, what it costs, what shows, and its twins. */
export function CatalogueItem({ entry, onOpened }: CatalogueItemProps) {
  const { title, repo, patch, native, registers, licence, artifacts, note, pinned } = entry;
  const size = `${entry.bytesAre === 'estimated' ? 'about ' : ''}${formatMegabytes(entry.bytes)} MB`;
  return (
    <li className={styles.item}>
      <OpenModel repo={repo} onOpened={onOpened}>
        {title}
      </OpenModel>
      <span className={styles.facts}>
        {size} · patch {patch}, {native} px{registers > 0 && `, ${registers} registers`} · {licence}
      </span>
      <span className={styles.repo}>
        {repo}
        {!pinned && ' (newest version)'}
      </span>
      <span className={styles.artifacts} data-shown={artifacts.shown}>
        {artifactWords[artifacts.shown]}
        {artifacts.shown !== 'unknown' && `: ${artifacts.where}`}
        {artifacts.source && <cite> ({artifacts.source})</cite>}
      </span>
      {note && <span className={styles.facts}>{note}</span>}
      <Twin label="With registers" repo={entry.registerTwin} onOpened={onOpened} />
      <Twin label="With gates" repo={entry.gatedTwin} onOpened={onOpened} />
      <Twin label="Without" repo={entry.plainTwin} onOpened={onOpened} />
    </li>
  );
}

function Twin({
  label,
  repo,
  onOpened,
}: {
  readonly label: string;
  readonly repo: string | undefined;
  readonly onOpened: () => void;
}) {
  if (repo === undefined) return null;
  return (
    <span className={styles.facts}>
      {label}:{' '}
      <OpenModel repo={repo} onOpened={onOpened}>
        {catalogueEntry(repo)?.title ?? repo}
      </OpenModel>
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
