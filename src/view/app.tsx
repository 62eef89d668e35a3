import { Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { readFileList } from '../hub/dropped-entries.ts';
import type { LensId } from '../state/lens.ts';
import styles from './app.module.css';
import { Bench } from './bench.tsx';
import { DropVeil } from './drop-veil.tsx';
import { Header } from './header.tsx';
import { handleKey, PAGE_KEYS } from './keys.ts';
import { lazy } from './lazy-part.tsx';
import { useLensView } from './lens-context.tsx';
import { LensEditorProvider } from './lenses/lens-editor.tsx';
import { loadLessonsPanel } from './lessons/lessons-button.tsx';
import { useMechanism, useMechanismState } from './mechanism/mechanism-context.tsx';
import { loadMechanismPanel, MechanismHandle } from './mechanism/mechanism-handle.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { OfflineHandle } from './offline/offline-handle.tsx';
import { useScope, useScopeState } from './scope-context.tsx';
import { Stage } from './stage.tsx';

const AboutSheet = lazy(async () => ({ default: (await import('./about-sheet.tsx')).AboutSheet }));
const KeysSheet = lazy(async () => ({ default: (await import('./keys-sheet.tsx')).KeysSheet }));
const MechanismPanel = lazy(loadMechanismPanel);
const LessonsPanel = lazy(loadLessonsPanel);
const CompareView = lazy(async () => ({
  default: (await import('./lenses/compare-view.tsx')).CompareView,
}));

const ExportSheet = lazy(async () => ({
  default: (await import('./export/export-sheet.tsx')).ExportSheet,
}));

const MapTable = lazy(async () => ({ default: (await import('./table/map-table.tsx')).MapTable }));

type OpenSheet = 'keys' | 'about' | 'export' | undefined;

/** The page. */
export function App() {
  const scope = useScope();
  const aspect = useLensView(({ displayed }) =>
    displayed ? displayed.start.frame.width / displayed.start.frame.height : 1,
  );
  const layout = useScopeState((state) => state.requested.comparison.layout);
  const isTable = useScopeState((state) => state.requested.numbers.table !== 'closed');
  const [sheet, setSheet] = useState<OpenSheet>();
  const mechanism = useMechanism();
  const isLearning = useScopeState((state) => state.lesson !== undefined);
  const isChanging = useMechanismState((state) => state.isOpen);
  const picker = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        needsKey(event.target, event.key) ||
        document.querySelector('dialog[open]')
      )
        return;
      const target = {
        scope,
        mechanism,
        openKeys: () => setSheet('keys'),
        openFiles: () => picker.current?.click(),
        openExport: () => setSheet('export'),
      };
      handleKey(PAGE_KEYS, event, target);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [scope, mechanism]);

  const edit = useCallback(
    (lens: LensId) => {
      scope.activate(lens);
      mechanism.open(true);
    },
    [scope, mechanism],
  );

  return (
    <div className={styles.page} data-changing={isChanging}>
      <LensEditorProvider open={edit}>
        <Header
          onKeys={() => setSheet('keys')}
          onAbout={() => setSheet('about')}
          onExport={() => setSheet('export')}
        />
        <div className={styles.work}>
          <main className={styles.room}>
            {layout === 'columns' ? (
              <div className={styles.columns} data-part="columns">
                <Suspense>
                  <CompareView />
                </Suspense>
              </div>
            ) : (
              <div className={styles.main} style={{ '--aspect': aspect } as React.CSSProperties}>
                <Stage />
                <Bench />
              </div>
            )}
          </main>
          <Suspense>{isLearning && <LessonsPanel />}</Suspense>
          <Suspense fallback={<MechanismHandle />}>
            {isChanging ? <MechanismPanel /> : <MechanismHandle />}
          </Suspense>
        </div>
      </LensEditorProvider>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept="image/*,.json"
        aria-label="Open an image"
        onChange={(event) => {
          const files = readFileList(event.target.files ?? []);
          event.target.value = '';
          if (files.length > 0) void scope.openFiles(files);
        }}
      />
      <Suspense>
        {sheet === 'keys' && <KeysSheet onClose={() => setSheet(undefined)} />}
        {sheet === 'about' && <AboutSheet onClose={() => setSheet(undefined)} />}
        {sheet === 'export' && <ExportSheet onClose={() => setSheet(undefined)} />}
        {isTable && <MapTable />}
      </Suspense>
      <NoticeBar />
      <OfflineHandle />
      <DropVeil />
    </div>
  );
}

/** Fields keep the keys that change them: radio buttons and sliders the arrows, all others every key. */
function needsKey(target: EventTarget | null, key: string): boolean {
  const field = target instanceof Element ? target.closest('input, select, textarea') : null;
  if (field === null) return false;
  return field.matches('[type=radio], [type=range]') ? /^(Arrow|Home|End|Page| )/.test(key) : true;
}
