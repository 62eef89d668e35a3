import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { MenuName } from '../state/panels.ts';
import { classNames } from './class-names.ts';
import styles from './popover.module.css';
import { useScope, useScopeState } from './scope-context.tsx';

interface PopoverProps {
  /** Of one that a key opens and a link can show open. */
  readonly name?: MenuName;
  readonly label: string;
  /** What the button shows. */
  readonly button: ReactNode;
  readonly buttonClass?: string | undefined;
  /** Its `data-part`. */
  readonly part?: string;
  readonly align?: 'start' | 'end';
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

/** A button and the panel that it opens. Escape, a click outside or leaving it with Tab closes the panel. */
export function Popover({ name, label, button, buttonClass, align = 'start', part, children }: PopoverProps) {
  const [isOpen, setOpen] = useOpening(name);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = () => {
    setOpen(false);
    trigger.current?.focus();
  };

  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event) => {
      const { target } = event;
      if (!(target instanceof Element) || !root.current || root.current.contains(target)) return;
      // What happens in a dialog happens to the page as it stands behind it.
      if (target.closest('dialog') === root.current.closest('dialog')) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [isOpen, setOpen]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for Escape from the controls inside.
    <div
      ref={root}
      className={styles.root}
      data-part={part}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={trigger}
        type="button"
        className={buttonClass}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        data-opens={name}
        onClick={() => setOpen(!isOpen)}
      >
        {button}
      </button>
      {isOpen && (
        <section
          id={id}
          aria-label={label}
          className={classNames(styles.panel, align === 'end' && styles.end)}
        >
          {typeof children === 'function' ? children(close) : children}
        </section>
      )}
    </div>
  );
}

/** Whether a popover is open: one with a name as the page's settings say. */
function useOpening(name: MenuName | undefined): readonly [boolean, (isOpen: boolean) => void] {
  const scope = useScope();
  const [isOpenHere, setOpenHere] = useState(false);
  const isOpenByName = useScopeState((state) => state.requested.panels.menu === name);
  const open = useCallback(
    (isOpen: boolean) => {
      const { menu } = scope.store.getState().requested.panels;
      if (name === undefined) setOpenHere(isOpen);
      else if (isOpen) scope.arrangePanels({ menu: name });
      else if (menu === name) scope.arrangePanels({ menu: 'none' });
    },
    [scope, name],
  );
  return [name === undefined ? isOpenHere : isOpenByName, open];
}
