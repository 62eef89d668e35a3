import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createEngineClient } from './engine/client.ts';
import { createLibrary } from './state/library.ts';
import { createMechanism } from './state/mechanism.ts';
import { createScope } from './state/scope.ts';
import { App } from './view/app.tsx';
import { MechanismProvider } from './view/mechanism/mechanism-context.tsx';
import './view/tokens.css';
import { ScopeProvider } from './view/scope-context.tsx';
import { keepTheme } from './view/theme.ts';

const engine = createEngineClient();
const library = createLibrary(import.meta.env.BASE_URL);
const scope = createScope(engine, library);
const mechanism = createMechanism(engine, library);
keepTheme(scope, document.documentElement, window.localStorage);
void scope.begin();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ScopeProvider scope={scope}>
      <MechanismProvider mechanism={mechanism}>
        <App />
      </MechanismProvider>
    </ScopeProvider>
  </StrictMode>,
);
