import { Suspense } from 'react';
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
        <span>Sinkscope</span>
      </h1>
      <div className={styles.model}>
        <ModelMenu />
      </div>
      <div className={styles.framing}>
        <FramingMenu />
      </div>
      <div className={styles.lens}>
        <LensesMenu />
      </div>
      <div className={styles.status}>{layout === 'columns' ? <LensesStatus /> : <RunStatus />}</div>
      <div className={styles.tools}>
        {!isPhone && <DeviceBadge />}
        <HistoryButtons />
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
