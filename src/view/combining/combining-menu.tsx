import { Suspense } from 'react';
import * as words from '#words/view/combining-menu.ts';
import { ChevronIcon } from '../icons.tsx';
import { lazy } from '../lazy-part.tsx';
import { Popover } from '../popover.tsx';
import styles from './combining-menu.module.css';

const CombiningPanel = lazy(async () => ({
  default: (await import('./combining-panel.tsx')).CombiningPanel,
}));

/** Opens the settings of maps that are made from several heads or layers. */
export function CombiningMenu() {
  return (
    <Popover
      name="combining"
      label={words.name}
      buttonClass={styles.button}
      button={
        <>
          {words.button} <ChevronIcon />
        </>
      }
    >
      <Suspense fallback={<p className={styles.waiting}>{words.loading}</p>}>
        <CombiningPanel />
      </Suspense>
    </Popover>
  );
}
