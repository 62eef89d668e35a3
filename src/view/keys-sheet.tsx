import { GRID_KEYS, PAGE_KEYS } from './keys.ts';
import styles from './keys-sheet.module.css';
import { Sheet } from './sheet.tsx';

/** All keys, from the tables that their handlers are made of. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title="Keys" onClose={onClose}>
      <div className={styles.columns}>
        <KeyList title="Anywhere" bindings={PAGE_KEYS} />
        <KeyList title="In the grid" bindings={GRID_KEYS} />
      </div>
    </Sheet>
  );
}

interface KeyListProps {
  readonly title: string;
  readonly bindings: readonly { readonly caps: readonly string[]; readonly does: string }[];
}

function KeyList({ title, bindings }: KeyListProps) {
  return (
    <section className={styles.list}>
      <h3>{title}</h3>
      <dl>
        {bindings.map(({ caps, does }) => (
          <div key={does}>
            <dt>
              {caps.map((cap) => (
                <kbd key={cap}>{cap}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
