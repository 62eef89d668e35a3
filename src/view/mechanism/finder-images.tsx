import * as words from '#words/view/mechanism/finder.tsx';
import { type ImageChoice, imageKey } from '../../state/requested.ts';
import controls from './controls.module.css';
import styles from './finder-images.module.css';

/** An image that can be searched. */
export interface Pickable {
  readonly choice: ImageChoice;
  readonly url: string;
  readonly title: string;
}

interface FinderImagesProps {
  readonly images: readonly Pickable[];
  readonly chosen: readonly Pickable[];
  readonly current: string | undefined;
  readonly onChange: (keys: readonly string[]) => void;
}

/** Which images are searched: small pictures to tick. */
export function FinderImages({ images, chosen, current, onChange }: FinderImagesProps) {
  const keys = chosen.map(({ choice }) => imageKey(choice));
  return (
    <fieldset className={styles.images}>
      <legend>
        <span>{words.images(chosen.length)}</span>
        <button type="button" className={controls.quiet} onClick={() => onChange(current ? [current] : [])}>
          {words.shownImage}
        </button>
        <button
          type="button"
          className={controls.quiet}
          onClick={() => onChange(images.map(({ choice }) => imageKey(choice)))}
        >
          {words.allImages}
        </button>
      </legend>
      {images.map(({ choice, url, title }) => {
        const key = imageKey(choice);
        return (
          <label key={key} className={styles.image} title={title}>
            <input
              type="checkbox"
              checked={keys.includes(key)}
              aria-label={title}
              onChange={({ target }) =>
                onChange(target.checked ? [...keys, key] : keys.filter((other) => other !== key))
              }
            />
            <img src={url} alt="" loading="lazy" decoding="async" />
          </label>
        );
      })}
    </fieldset>
  );
}
