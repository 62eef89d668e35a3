import type { StoreApi } from 'zustand/vanilla';
import { tasks } from '#words/state/notice.ts';
import type { LocalFile } from '../hub/local-file.ts';
import { changeModel } from './lens.ts';
import type { Library } from './library.ts';
import { explain } from './notice.ts';
import type { Requested, UpdateRequested } from './requested.ts';
import type { ScopeState } from './scope-state.ts';

/** Opens what was dropped, pasted or picked: images, a model, a session, a lesson. What is at fault changes nothing. */
export async function openFiles(
  files: readonly LocalFile[] | Promise<readonly LocalFile[]>,
  { library, store, update }: { library: Library; store: StoreApi<ScopeState>; update: UpdateRequested },
): Promise<void> {
  try {
    // Not part of what a first visit loads.
    const [given, { classifyLocalFiles }, { nameCheckpoint }] = await Promise.all([
      files,
      import('../hub/local-files.ts'),
      import('../hub/checkpoint-name.ts'),
    ]);
    const selection = await classifyLocalFiles(given);
    // Read first: a broken session changes nothing.
    const session = selection.session && (await loadSession(selection.session));
    const lesson = selection.lesson && (await loadLesson(selection.lesson));
    const images = selection.images.map(({ name, blob }) => library.addImage(name, blob));
    const model = selection.model && library.addModel(await nameCheckpoint(selection.model));
    const [first] = images;
    const withFiles = ({ localImages, localModels }: ScopeState) => ({
      localImages: [...localImages, ...images],
      localModels: model ? [...localModels, model] : localModels,
    });
    const asked = (requested: Requested): Requested => ({
      ...(model ? changeModel(requested, { kind: 'local', key: model.key }) : requested),
      ...(first && { image: { kind: 'local', key: first.key } }),
    });
    const state = store.getState();
    const atHand = { ...state, ...withFiles(state), requested: asked(state.requested) };
    const opened = await session?.(atHand, library);
    store.setState((state) => {
      const { localImages, localModels } = withFiles(state);
      return {
        localImages: [...localImages, ...(opened?.images ?? [])],
        localModels,
        notice: opened?.notice,
        ...(lesson && { lesson }),
      };
    });
    update((requested) => opened?.requested ?? asked(requested));
  } catch (error) {
    store.setState({ notice: explain(error, tasks.files) });
  }
}

/** Reads a lesson, so that a broken one is refused before anything changes. */
async function loadLesson({ name, blob }: { readonly name: string; readonly blob: Blob }) {
  const { readLessonFile } = await import('./lessons/lesson-file.ts');
  return readLessonFile(blob, name);
}

/** Reads a session; what it gives finds the session's files among those at hand. */
async function loadSession({ name, blob }: { readonly name: string; readonly blob: Blob }) {
  // Loaded with the first session: most visits open none.
  const [{ readSession }, { openSession }] = await Promise.all([
    import('./session/session-file.ts'),
    import('./session/open-session.ts'),
  ]);
  const session = await readSession(blob, name);
  return (atHand: ScopeState, library: Library) => openSession(session, atHand, library);
}
