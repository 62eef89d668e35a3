import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import * as handle from '#words/view/mechanism/handle.ts';
import * as words from '#words/view/mechanism/panel.ts';
import type { Displayed } from '../../state/displayed.ts';
import { activeLens, type Lens } from '../../state/lens.ts';
import { modelTitle } from '../../state/library.ts';
import { modelKey } from '../../state/requested.ts';
import { CloseIcon } from '../icons.tsx';
import { useLensView } from '../lens-context.tsx';
import { useScopeState } from '../scope-context.tsx';
import { useMechanism, usePicking } from './mechanism-context.tsx';
import { MECHANISM_HANDLE } from './mechanism-handle.tsx';
import styles from './mechanism-panel.module.css';
import { PanelHead } from './panel-head.tsx';
import { PanelSections } from './panel-sections.tsx';
import { PickingBar } from './picking-bar.tsx';
import { useSubject } from './use-subject.ts';

interface MechanismPanelProps {
  /** Not where a link shows the panel open: the focus is taken from nobody. */
  readonly takesFocus: boolean;
}

/** The panel "Change the model": everything that can be changed in the active lens, and what it measures. */
export function MechanismPanel({ takesFocus }: MechanismPanelProps) {
  const mechanism = useMechanism();
  const lens = useScopeState((state) => activeLens(state.requested));
  const title = useScopeState((state) => modelTitle(lens.model, state.localModels));
  const displayed = useLensView((view) => view.displayed);
  const picking = usePicking();
  const root = useRef<HTMLElement>(null);
  // What is being pointed at belongs to the lens that it was begun for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it ends when the lens changes.
  useEffect(() => () => mechanism.picker.end(), [mechanism, lens.id]);
  useEffect(() => {
    if (takesFocus) root.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  const hasImage = displayed !== undefined;
  useEffect(() => {
    // On a phone the panel covers the lower half: the image moves into the upper one.
    if (hasImage && matchMedia('(width < 1000px)').matches) {
      document.querySelector('[role="application"]')?.scrollIntoView({ block: 'start' });
    }
  }, [hasImage]);
  const isShown = displayed !== undefined && modelKey(displayed.modelChoice) === modelKey(lens.model);
  return (
    <aside
      ref={root}
      tabIndex={-1}
      className={styles.panel}
      aria-label={handle.title}
      data-picking={picking !== undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || picking || event.defaultPrevented) return;
        event.preventDefault();
        flushSync(() => mechanism.open(false));
        document.getElementById(MECHANISM_HANDLE)?.focus();
      }}
    >
      {picking && <PickingBar picking={picking} />}
      {isShown ? (
        <Changeable lens={lens} displayed={displayed} title={title} />
      ) : (
        <>
          <header className={styles.bare}>
            <h2>{handle.title}</h2>
            <button type="button" aria-label={words.close} onClick={() => mechanism.open(false)}>
              <CloseIcon />
            </button>
          </header>
          <p className={styles.waiting}>{words.waiting(title)}</p>
        </>
      )}
    </aside>
  );
}

interface ChangeableProps {
  readonly lens: Lens;
  readonly displayed: Displayed;
  readonly title: string;
}

function Changeable({ lens, displayed, title }: ChangeableProps) {
  const { subject, refusal, dismiss } = useSubject(lens, displayed);
  return (
    <>
      <PanelHead subject={subject} title={title} refusal={refusal} onDismiss={dismiss} />
      <PanelSections key={lens.id} lens={lens} subject={subject} displayed={displayed} />
    </>
  );
}
