import { type ReactNode, useLayoutEffect, useRef } from 'react';
import * as words from '#words/view/sheet.ts';
import { CloseIcon } from './icons.tsx';
import styles from './sheet.module.css';

interface SheetProps {
  readonly title: string;
  /** As wide as its content, up to the window, for what is no text. */
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal page, open as long as it is rendered: the browser's own dialog keeps the focus inside, and gives it back. */
export function Sheet({ title, isWide = false, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const close = () => dialog.current?.close();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself.
    <dialog
      ref={dialog}
      className={styles.sheet}
      data-wide={isWide}
      aria-label={title}
      onClose={() => {
        if (!dialog.current?.open) onClose(); // it may have been opened again since
      }}
      onClick={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <div className={styles.page}>
        <div className={styles.head}>
          <h2>{title}</h2>
          <button type="button" aria-label={words.close} onClick={close}>
            <CloseIcon />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
