import { type ReactNode, useEffect, useRef } from 'react';
import { CloseIcon } from './icons.tsx';
import styles from './sheet.module.css';

interface SheetProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** For what is looked at rather than read. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** A modal page of text: the browser's own dialog, which keeps the focus inside and closes on Escape. */
export function Sheet({ title, isOpen, onClose, isWide = false, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself.
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-label={title}
      data-wide={isWide}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {isOpen && (
        <div className={styles.page}>
          <header className={styles.head}>
            <h2>{title}</h2>
            <button type="button" aria-label="Close" onClick={onClose}>
              <CloseIcon />
            </button>
          </header>
          {children}
        </div>
      )}
    </dialog>
  );
}
