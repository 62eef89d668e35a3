import type { ReactNode } from 'react';
import * as words from '#words/view/stage.ts';
import type { Displayed } from '../state/displayed.ts';
import type { FrameView } from '../state/frame-view.ts';
import { useImageSource } from './use-image-source.ts';
import styles from './zoomed-frame.module.css';

interface ZoomedFrameProps {
  readonly displayed: Displayed;
  readonly view: FrameView;
  /** What lies over the image. */
  readonly children: ReactNode;
}

/** The part of the image that the model sees, with what lies over it, as far as it is in view. */
export function ZoomedFrame({ displayed, view, children }: ZoomedFrameProps) {
  const source = useImageSource();
  const { image } = displayed;
  const { frame } = displayed.start;
  return (
    <div className={styles.view} data-frame style={viewStyle(view)}>
      {source && (
        <img
          src={source.url}
          alt={source.alt}
          draggable={false}
          style={{
            inlineSize: `${(image.width / frame.width) * 100}%`,
            blockSize: `${(image.height / frame.height) * 100}%`,
            insetInlineStart: `${(-frame.x / frame.width) * 100}%`,
            insetBlockStart: `${(-frame.y / frame.height) * 100}%`,
          }}
        />
      )}
      {children}
    </div>
  );
}

/** Brings the whole frame into view again, while it is zoomed into. */
export function WholeButton({ view, onPress }: { view: FrameView; onPress: () => void }) {
  if (view.scale === 1) return null;
  return (
    <button
      type="button"
      className={styles.whole}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation();
        event.currentTarget.closest<HTMLElement>('[role=application]')?.focus({ preventScroll: true });
        onPress();
      }}
    >
      {words.wholeImage}
    </button>
  );
}

/** By size and place instead of a transform, so that outlines keep their width. */
function viewStyle({ scale, x, y }: FrameView): React.CSSProperties {
  const percent = (share: number) => `${share * 100}%`;
  return {
    inlineSize: percent(scale),
    blockSize: percent(scale),
    insetInlineStart: percent(-x * scale),
    insetBlockStart: percent(-y * scale),
  };
}
