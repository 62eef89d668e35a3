import { DeviceBadge } from './device-badge.tsx';
import { FramingMenu } from './framing-menu.tsx';
import styles from './header.module.css';
import { HistoryButtons } from './history-buttons.tsx';
import { ExportIcon, InfoIcon, KeysIcon, LessonsIcon, Mark, ThemeIcon } from './icons.tsx';
import { LensesMenu } from './lenses/lenses-menu.tsx';
import { LensesStatus } from './lenses/lenses-status.tsx';
import { LessonsButton } from './lessons/lessons-button.tsx';
import { ModelMenu } from './model-menu.tsx';
import { RunStatus } from './run-status.tsx';
import { useScope, useScopeState } from './scope-context.tsx';
import { oppositeTheme } from './theme.ts';

interface HeaderProps {
  readonly onKeys: () => void;
  readonly onAbout: () => void;
  readonly onExport: () => void;
}

/** What is being looked at, with what, and how far it is. */
export function Header({ onKeys, onAbout, onExport }: HeaderProps) {
  const scope = useScope();
  const layout = useScopeState((state) => state.requested.comparison.layout);
  const theme = useScopeState((state) => state.requested.theme);
  return (
    <header className={styles.header}>
      <h1 className={styles.wordmark}>
        <Mark />
        <span className={styles.name}>Sinkscope</span>
      </h1>
      <ModelMenu />
      <FramingMenu />
      <LensesMenu />
      {layout === 'columns' ? <LensesStatus /> : <RunStatus />}
      <div className={styles.tools}>
        <DeviceBadge />
        <HistoryButtons />
        <LessonsButton className={styles.tool}>
          <LessonsIcon />
        </LessonsButton>
        <button
          type="button"
          className={styles.tool}
          aria-label="Export"
          title="Export (E)"
          onClick={onExport}
        >
          <ExportIcon />
        </button>
        <button
          type="button"
          className={styles.tool}
          aria-label="How to read this"
          title="How to read this"
          onClick={onAbout}
        >
          <InfoIcon />
        </button>
        <button type="button" className={styles.tool} aria-label="Keys" title="Keys (?)" onClick={onKeys}>
          <KeysIcon />
        </button>
        <button
          type="button"
          className={styles.tool}
          aria-label="Light or dark"
          title="Light or dark (T)"
          onClick={() => scope.chooseTheme(oppositeTheme(theme))}
        >
          <ThemeIcon />
        </button>
      </div>
    </header>
  );
}
