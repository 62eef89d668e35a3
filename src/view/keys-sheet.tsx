import { keyCaps } from './key-caps.ts';
import { GRID_KEYS, PAGE_KEYS } from './keys.ts';
import styles from './keys-sheet.module.css';
import { FIGURE_KEYS, PLACE_KEYS, SLIDER_KEYS } from './place-keys.ts';
import { Sheet } from './sheet.tsx';

/** Keys that the browser itself gives to every control, for those who do not know them. */
const CONTROL_KEYS: readonly KeyLine[] = [
  { caps: ['Tab'], does: 'Next control; with Shift the one before' },
  { caps: ['Enter'], does: 'Press a button, open a menu' },
  { caps: ['←', '→'], does: 'Change a choice or a slider that has the focus' },
  { caps: ['Esc'], does: 'Close a sheet, a menu or the panel; the focus goes back' },
];

/** All keys, from the tables that their handlers are made of. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title="Keys" onClose={onClose}>
      <div className={styles.columns}>
        <KeyList title="Anywhere" bindings={PAGE_KEYS} />
        <div>
          <KeyList title="To a part of the page" bindings={PLACE_KEYS} />
          <KeyList title="In the grid" bindings={GRID_KEYS} />
          <KeyList title="On the image" bindings={FIGURE_KEYS} />
          <KeyList title="Along rows of maps, charts and tabs" bindings={SLIDER_KEYS} />
          <KeyList title="Controls, sheets and menus" bindings={CONTROL_KEYS} />
        </div>
      </div>
    </Sheet>
  );
}

interface KeyLine {
  readonly caps: readonly string[];
  readonly does: string;
}

function KeyList({ title, bindings }: { title: string; bindings: readonly KeyLine[] }) {
  return (
    <section className={styles.list}>
      <h3>{title}</h3>
      <dl>
        {bindings.map(({ caps, does }) => (
          <div key={does}>
            <dt>
              {keyCaps(caps).map((cap) => (
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
