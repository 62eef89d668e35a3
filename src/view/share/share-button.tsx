import { Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import { ShareIcon } from '../icons.tsx';
import { lazy } from '../lazy-part.tsx';

const ShareSheet = lazy(async () => ({ default: (await import('./share-sheet.tsx')).ShareSheet }));

/** What the key for sharing presses. */
export const SHARE_BUTTON = 'share-button';

/** Opens the sheet with a link to what is on the screen. */
export function ShareButton({ className }: { className?: string | undefined }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        id={SHARE_BUTTON}
        type="button"
        className={className}
        aria-label="Share a link"
        title="Share a link (K)"
        onClick={() => setOpen(true)}
      >
        <ShareIcon />
      </button>
      {isOpen &&
        // A dialog's own header would be one within the page's.
        createPortal(
          <Suspense>
            <ShareSheet onClose={() => setOpen(false)} />
          </Suspense>,
          document.body,
        )}
    </>
  );
}
