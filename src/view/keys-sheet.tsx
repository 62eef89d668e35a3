import { tools } from '#words/view/header.ts';
import * as words from '#words/view/keys-sheet.ts';
import { keyCaps } from './key-caps.ts';
import { GRID_KEYS, PAGE_KEYS } from './keys.ts';
import styles from './keys-sheet.module.css';
import { FIGURE_KEYS, PLACE_KEYS, SLIDER_KEYS } from './place-keys.ts';
import { Sheet } from './sheet.tsx';

/** Keys that the browser itself gives to every control, for those who do not know them. */
const CONTROL_KEYS: readonly KeyLine[] = [
  { caps: ['Tab'], does: words.controls.next },
  { caps: ['Enter'], does: words.controls.press },
  { caps: ['←', '→'], does: words.controls.change },
  { caps: ['Esc'], does: words.controls.close }, // no words
];

/** All keys, from the tables that their handlers are made of. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={tools.keys} onClose={onClose}>
      <div className={styles.columns}>
        <KeyList title={words.titles.page} bindings={PAGE_KEYS} />
        <div>
          <KeyList title={words.titles.places} bindings={PLACE_KEYS} />
          <KeyList title={words.titles.grid} bindings={GRID_KEYS} />
          <KeyList title={words.titles.figure} bindings={FIGURE_KEYS} />
          <KeyList title={words.titles.lists} bindings={SLIDER_KEYS} />
          <KeyList title={words.titles.controls} bindings={CONTROL_KEYS} />
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
