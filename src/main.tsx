import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createEngineClient } from './engine/client.ts';
import { createHubDesk } from './state/hub-desk.ts';
import { browserSurroundings } from './state/hub-surroundings.ts';
import { createLibrary } from './state/library.ts';
import { createMechanism } from './state/mechanism.ts';
import { createScope } from './state/scope.ts';
import { lensView } from './state/scope-state.ts';
import { App } from './view/app.tsx';
import { HubProvider } from './view/catalogue/hub-context.tsx';
import { loadParts } from './view/lazy-part.tsx';
import { MechanismProvider } from './view/mechanism/mechanism-context.tsx';
import './view/tokens.css';
import { ScopeProvider } from './view/scope-context.tsx';
import { keepTheme } from './view/theme.ts';

const engine = createEngineClient();
const hub = createHubDesk(browserSurroundings(window, window.location.search));
const library = createLibrary(import.meta.env.BASE_URL, hub);
const scope = createScope(engine, library);
const mechanism = createMechanism(engine, library);
keepTheme(scope, document.documentElement, window.localStorage);
void scope.begin();
if (/[?&]lesson=/.test(window.location.search)) {
  void import('./view/lessons/open-linked-lesson.ts').then(({ openLinkedLesson }) =>
    openLinkedLesson(scope, window.location.search),
  );
}

/** From the first whole trace on, nothing on the page needs a network but what is asked for anew. */
const settlingMs = 1000;
const stopWaiting = scope.store.subscribe((state) => {
  if (lensView(state).displayed?.status !== 'complete') return;
  stopWaiting();
  setTimeout(loadParts, settlingMs);
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ScopeProvider scope={scope}>
      <MechanismProvider mechanism={mechanism}>
        <HubProvider hub={hub}>
          <App />
        </HubProvider>
      </MechanismProvider>
    </ScopeProvider>
  </StrictMode>,
);
