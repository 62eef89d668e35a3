import { createContext, type ReactNode, useContext } from 'react';
import type { LensId } from '../../state/lens.ts';

type OpenEditor = (lens: LensId) => void;

const EditorContext = createContext<OpenEditor | undefined>(undefined);

/** Lets every lens offer "Change the model": `open` shows the panel that edits a lens's interventions. */
export function LensEditorProvider({ open, children }: { open: OpenEditor; children: ReactNode }) {
  return <EditorContext value={open}>{children}</EditorContext>;
}

/** Opens the panel; undefined where there is none, and then nothing offers it. */
export function useLensEditor(): OpenEditor | undefined {
  return useContext(EditorContext);
}
