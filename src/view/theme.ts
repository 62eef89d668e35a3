import type { PageStorage } from '../state/page-storage.ts';
import type { Scope } from '../state/scope.ts';

const STORAGE_KEY = 'sinkscope.theme';

/** Applies the chosen theme to the document and keeps it between visits. */
export function keepTheme(scope: Scope, root: HTMLElement, storage: PageStorage): void {
  const kept = readKept(storage);
  if (kept === 'light' || kept === 'dark') scope.chooseTheme(kept);
  const apply = () => {
    const { theme } = scope.store.getState().requested;
    if (root.dataset.theme === theme) return;
    root.dataset.theme = theme;
    try {
      storage.setItem(STORAGE_KEY, theme);
    } catch {
      // A browser that keeps nothing still shows the theme.
    }
  };
  apply();
  scope.store.subscribe(apply);
}

/** The theme that the toggle leads to, given what is on the screen now. */
export function oppositeTheme(theme: 'system' | 'light' | 'dark'): 'light' | 'dark' {
  const isDark = theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
  return isDark ? 'light' : 'dark';
}

function readKept(storage: PageStorage): string | null {
  try {
    return storage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}
