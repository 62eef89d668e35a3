import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createEngineClient } from './engine/client.ts';
import { WHOLE_PAGE } from './state/embed/page-options.ts';
import { createHubDesk } from './state/hub-desk.ts';
import { browserSurroundings } from './state/hub-surroundings.ts';
import { createLibrary } from './state/library.ts';
import { watchAddress } from './state/link/address-watch.ts';
import { createMechanism } from './state/mechanism.ts';
import { pageStorage } from './state/page-storage.ts';
import { createScope } from './state/scope.ts';
import { lensView } from './state/scope-state.ts';
import { App } from './view/app.tsx';
import { HubProvider } from './view/catalogue/hub-context.tsx';
import { loadParts } from './view/lazy-part.tsx';
import { MechanismProvider } from './view/mechanism/mechanism-context.tsx';
import { PageOptionsProvider } from './view/page-options-context.tsx';
import './view/tokens.css';
import './view/forced-colours.css';
import { ScopeProvider } from './view/scope-context.tsx';
import { keepTheme } from './view/theme.ts';

const engine = createEngineClient({
  // What else is asked of an engine that cannot start says so.
  onRestart: () => void scope.askDevice().catch(() => {}),
});
const hub = createHubDesk(browserSurroundings(window, window.location.search));
const library = createLibrary(import.meta.env.BASE_URL, hub);
const scope = createScope(engine, library);
const mechanism = createMechanism(engine, library, scope);
keepTheme(scope, document.documentElement, pageStorage(window));

/** From the first whole trace on, nothing on the page needs a network but what is asked for anew. */
const settlingMs = 1000;
const stopWaiting = scope.store.subscribe((state) => {
  if (lensView(state).displayed?.status !== 'complete') return;
  stopWaiting();
  setTimeout(loadParts, settlingMs);
});

/** A plain visit loads nothing of what links can say. */
async function start(): Promise<void> {
  const { search, hash } = window.location;
  const page =
    search === '' && hash === ''
      ? { scope, mechanism, options: WHOLE_PAGE, opened: undefined }
      : (await import('./state/link/start-page.ts')).startPage({ scope, library, mechanism, window });
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <PageOptionsProvider options={page.options}>
        <ScopeProvider scope={page.scope}>
          <MechanismProvider mechanism={page.mechanism}>
            <HubProvider hub={hub}>
              <App />
            </HubProvider>
          </MechanismProvider>
        </ScopeProvider>
      </PageOptionsProvider>
    </StrictMode>,
  );
  if (page.opened) await page.opened;
  void scope.begin();
  if (/[?&#]lesson=/.test(search + hash)) {
    (await import('./view/lessons/open-linked-lesson.ts')).openLinkedLesson(page.scope, window.location);
  }
  watchAddress({ scope, library, window }, !page.options.isEmbedded);
}

void start();
