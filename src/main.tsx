import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createEngineClient } from './engine/client.ts';
import { createHubDesk } from './state/hub-desk.ts';
import { browserSurroundings } from './state/hub-surroundings.ts';
import { createLibrary } from './state/library.ts';
import { createScope } from './state/scope.ts';
import { App } from './view/app.tsx';
import { HubProvider } from './view/catalogue/hub-context.tsx';
import './view/tokens.css';
import { ScopeProvider } from './view/scope-context.tsx';
import { keepTheme } from './view/theme.ts';

const hub = createHubDesk(browserSurroundings(window, window.location.search));
const scope = createScope(createEngineClient(), createLibrary(import.meta.env.BASE_URL, hub));
keepTheme(scope, document.documentElement, window.localStorage);
void scope.begin();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ScopeProvider scope={scope}>
      <HubProvider hub={hub}>
        <App />
      </HubProvider>
    </ScopeProvider>
  </StrictMode>,
);
