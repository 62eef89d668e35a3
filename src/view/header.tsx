import { Suspense } from 'react';
import { name } from '#words/page.ts';
import { DeviceBadge } from './device-badge.tsx';
import { FramingMenu } from './framing-menu.tsx';
import styles from './header.module.css';
import { HeaderTools, type SheetName } from './header-tools.tsx';
import { HistoryButtons } from './history-buttons.tsx';
import { Mark } from './icons.tsx';
import { lazy } from './lazy-part.tsx';
import { LensesMenu } from './lenses/lenses-menu.tsx';
import { LensesStatus } from './lenses/lenses-status.tsx';
import { ModelMenu } from './model-menu.tsx';
import { Part } from './page-options-context.tsx';
import { RunStatus } from './run-status.tsx';
import { useScopeState } from './scope-context.tsx';
import { useMedia } from './use-media.ts';

const MoreMenu = lazy(async () => ({ default: (await import('./more-menu.tsx')).MoreMenu }));

/** What is being looked at, with what, and how far it is. */
export function Header({ open }: { open: (sheet: SheetName) => void }) {
  const layout = useScopeState((state) => state.requested.comparison.layout);
  const isPhone = useMedia('(width < 560px)');
  return (
    <header className={styles.header}>
      <h1 className={styles.wordmark}>
        <Mark />
        <span>{name}</span>
      </h1>
      <Part name="model">
        <div className={styles.model}>
          <ModelMenu />
        </div>
      </Part>
      <Part name="size">
        <div className={styles.framing}>
          <FramingMenu />
        </div>
      </Part>
      <Part name="lenses">
        <div className={styles.lens}>
          <LensesMenu />
        </div>
      </Part>
      <Part name="status">
        <div className={styles.status}>{layout === 'columns' ? <LensesStatus /> : <RunStatus />}</div>
      </Part>
      <div className={styles.tools}>
        {!isPhone && (
          <Part name="device">
            <DeviceBadge />
          </Part>
        )}
        <Part name="history">
          <HistoryButtons />
        </Part>
        {isPhone ? (
          <Suspense>
            <MoreMenu open={open} />
          </Suspense>
        ) : (
          <HeaderTools open={open} />
        )}
      </div>
    </header>
  );
}
