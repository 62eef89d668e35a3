import * as words from '#words/view/lenses/compare.ts';
import { Gallery } from '../gallery.tsx';
import { ChevronIcon } from '../icons.tsx';
import { Popover } from '../popover.tsx';
import { useImageSource } from '../use-image-source.ts';
import styles from './image-menu.module.css';

/** The image that all lenses look at, and the others. */
export function ImageMenu() {
  const source = useImageSource();
  return (
    <Popover
      label={words.images}
      buttonClass={styles.button}
      button={
        <>
          {source && <img src={source.url} alt="" />}
          {words.image}
          <ChevronIcon />
        </>
      }
    >
      <div className={styles.panel}>
        <Gallery />
      </div>
    </Popover>
  );
}
