import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import styles from './popover.module.css';

/** Menus that a key opens. */
export type MenuName = 'models' | 'framing' | 'lenses' | 'combining';

interface PopoverProps {
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
  const [isOpen, setOpen] = useState(false);
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
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [isOpen]);

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
