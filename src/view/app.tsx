import { type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import * as words from '#words/view/app.ts';
import { readFileList } from '../hub/dropped-entries.ts';
import type { LensId } from '../state/lens.ts';
import styles from './app.module.css';
import { Bench } from './bench.tsx';
import { DropVeil } from './drop-veil.tsx';
import { Header } from './header.tsx';
import type { SheetName } from './header-tools.tsx';
import { keepFocus } from './kept-focus.ts';
import { handleKey, PAGE_KEYS } from './keys.ts';
import { lazy } from './lazy-part.tsx';
import { useLensView } from './lens-context.tsx';
import { LensEditorProvider } from './lenses/lens-editor.tsx';
import { loadMechanismPanel, MechanismHandle } from './mechanism/mechanism-handle.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { OfflineHandle } from './offline/offline-handle.tsx';
import { Part, usePageOptions } from './page-options-context.tsx';
import { PLACE_KEYS } from './place-keys.ts';
import { useScope, useScopeState } from './scope-context.tsx';
import { Stage } from './stage.tsx';

const AboutSheet = lazy(async () => ({ default: (await import('./about-sheet.tsx')).AboutSheet }));
const KeysSheet = lazy(async () => ({ default: (await import('./keys-sheet.tsx')).KeysSheet }));
const MechanismPanel = lazy(loadMechanismPanel);
const LessonsPanel = lazy(async () => ({
  default: (await import('./lessons/lessons-panel.tsx')).LessonsPanel,
}));
const CompareView = lazy(async () => ({
  default: (await import('./lenses/compare-view.tsx')).CompareView,
}));

const ExportSheet = lazy(async () => ({
  default: (await import('./export/export-sheet.tsx')).ExportSheet,
}));

const ShareSheet = lazy(async () => ({ default: (await import('./share/share-sheet.tsx')).ShareSheet }));
const EmbedCredit = lazy(async () => ({
  default: (await import('./embed/embed-credit.tsx')).EmbedCredit,
}));
const MapTable = lazy(async () => ({ default: (await import('./table/map-table.tsx')).MapTable }));

/** The page. */
export function App() {
  const scope = useScope();
  const aspect = useLensView(({ displayed }) =>
    displayed ? displayed.start.frame.width / displayed.start.frame.height : 1,
  );
  const layout = useScopeState((state) => state.requested.comparison.layout);
  const isTable = useScopeState((state) => state.requested.numbers.table !== 'closed');
  const [sheet, setSheet] = useState<SheetName>();
  const isLearning = useScopeState((state) => state.lesson !== undefined);
  const picker = useRef<HTMLInputElement>(null);
  const { isEmbedded, hidden } = usePageOptions();
  const isChanging = useScopeState((state) => state.requested.panels.change) && !hidden.has('change');
  const isEmpty = useLensView(({ displayed }) => displayed === undefined);
  const [isOpenByLink, setOpenByLink] = useState(false);
  if (isOpenByLink ? !isChanging : isChanging && isEmpty) setOpenByLink(isChanging);
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => keepFocus(page.current!), []);

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
        open: setSheet,
        openFiles: () => picker.current?.click(),
      };
      if (!handleKey(PAGE_KEYS, event, target)) handleKey(PLACE_KEYS, event, target);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [scope]);

  const edit = useCallback(
    (lens: LensId) => {
      scope.activate(lens);
      scope.arrangePanels({ change: true });
    },
    [scope],
  );

  return (
    <div ref={page} className={styles.page} data-changing={isChanging} data-embedded={isEmbedded}>
      <LensEditorProvider open={edit}>
        <Part name="header">
          <Header open={setSheet} />
        </Part>
        <div className={styles.work}>
          <main className={styles.room}>
            <Looks>
              {layout === 'columns' ? (
                <div className={styles.columns} data-part="columns">
                  <Suspense>
                    <CompareView />
                  </Suspense>
                </div>
              ) : (
                <div
                  className={styles.main}
                  data-alone={hidden.has('stage') || hidden.has('bench')}
                  style={{ '--aspect': aspect } as React.CSSProperties}
                >
                  <Part name="stage">
                    <Stage />
                  </Part>
                  <Part name="bench">
                    <Bench />
                  </Part>
                </div>
              )}
            </Looks>
          </main>
          <Suspense>{isLearning && <LessonsPanel />}</Suspense>
          <Part name="change">
            <Suspense fallback={<MechanismHandle />}>
              {isChanging ? <MechanismPanel takesFocus={!isOpenByLink} /> : <MechanismHandle />}
            </Suspense>
          </Part>
        </div>
      </LensEditorProvider>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept="image/*,.json"
        aria-label={words.openImage}
        onChange={(event) => {
          const files = readFileList(event.target.files ?? []);
          event.target.value = '';
          if (files.length > 0) void scope.openFiles(files);
        }}
      />
      <Suspense>
        {sheet === 'keys' && <KeysSheet onClose={() => setSheet(undefined)} />}
        {sheet === 'about' && <AboutSheet onClose={() => setSheet(undefined)} />}
        {sheet === 'share' && <ShareSheet onClose={() => setSheet(undefined)} />}
        {sheet === 'export' && <ExportSheet onClose={() => setSheet(undefined)} />}
        {isTable && <MapTable />}
        {isEmbedded && (
          <Part name="credit">
            <EmbedCredit />
          </Part>
        )}
      </Suspense>
      <NoticeBar />
      <OfflineHandle />
      <DropVeil />
    </div>
  );
}

/** Where nothing may be changed, every control inside can only be read. */
function Looks({ children }: { children: ReactNode }) {
  const { isReadOnly } = usePageOptions();
  if (!isReadOnly) return children;
  return (
    <fieldset className={styles.looks} disabled aria-label={words.readOnly}>
      {children}
    </fieldset>
  );
}

/** Fields keep the keys that change them: radio buttons and sliders the arrows, all others every key. */
function needsKey(target: EventTarget | null, key: string): boolean {
  const field = target instanceof Element ? target.closest('input, select, textarea') : null;
  if (field === null) return false;
  return field.matches('[type=radio], [type=range]') ? /^(Arrow|Home|End|Page| )/.test(key) : true;
}
