import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import * as words from '#words/view/text-alternatives.ts';
import styles from './map-summary.module.css';
import { useScopeState } from './scope-context.tsx';
import { mapInShort, mapSummary, type ToldMap } from './text-alternatives.ts';
import { useShownTrace } from './use-shown.ts';

/** How long a map must stand before it is read out: keys that are held down say nothing. */
const SETTLED_MS = 700;

interface MapSummaryProps {
  /** By which the image refers to it. */
  readonly id: string;
  readonly told: ToldMap | undefined;
  /** Whether changes that the keyboard makes are read out. */
  readonly isRead?: boolean;
}

/** A map in words, for those who do not see it; put together after the picture is shown. */
export function MapSummary({ id, told: newest, isRead = false }: MapSummaryProps) {
  const told = useDeferredValue(newest);
  const shown = useDeferredValue(useShownTrace());
  const rule = useScopeState((state) => state.requested.look.rule);
  const site = useScopeState((state) => state.requested.normSite);
  const summary = useMemo(
    () => (shown && told ? mapSummary(shown, told, { rule, site }) : ''),
    [shown, told, rule, site],
  );
  const short = shown && told && isRead ? mapInShort(shown.displayed, told, site) : undefined;
  return (
    <>
      <p id={id} className={styles.summary}>
        {summary}
      </p>
      {isRead && <Reading text={short} />}
    </>
  );
}

/** Reads a text out once it has stood for a while, where the keyboard has changed it. */
function Reading({ text }: { text: string | undefined }) {
  const [said, setSaid] = useState('');
  const root = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (text === undefined) return;
    const timer = setTimeout(() => {
      if (isMapInFocus(root.current)) setSaid(text);
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p ref={root} role="status" aria-label={words.name} className={styles.summary}>
      {said}
    </p>
  );
}

/** Whether the focus is where keys change the map: on its image or, beside the stage, on a cell of the grid. */
function isMapInFocus(within: Element | null): boolean {
  const focused = document.activeElement;
  const image = within?.closest('[role=application]');
  return image ? image === focused : (focused?.matches('[role=application], [role=gridcell]') ?? false);
}
