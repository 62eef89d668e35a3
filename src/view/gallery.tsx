import { openImage } from '#words/view/app.ts';
import * as words from '#words/view/stage.ts';
import { sampleUrl } from '../hub/sample-images.ts';
import { type ImageChoice, imageKey } from '../state/requested.ts';
import { classNames } from './class-names.ts';
import { FileButton } from './file-button.tsx';
import styles from './gallery.module.css';
import { OpenIcon } from './icons.tsx';
import { useScope, useScopeState } from './scope-context.tsx';

interface Thumbnail {
  readonly choice: ImageChoice;
  readonly url: string;
  readonly title: string;
  readonly hint: string;
}

/** The pictures at hand: those that the user gave, the samples, and a way to more. */
export function Gallery() {
  const scope = useScope();
  const samples = useScopeState((state) => state.samples);
  const localImages = useScopeState((state) => state.localImages);
  const chosen = useScopeState((state) => state.requested.image);
  const thumbnails: Thumbnail[] = [
    ...localImages.map(({ key, name, url }) => ({
      choice: { kind: 'local', key } as const,
      url,
      title: name,
      hint: name,
    })),
    ...samples.map(({ file, title, shows }) => ({
      choice: { kind: 'sample', file } as const,
      url: sampleUrl(import.meta.env.BASE_URL, file),
      title,
      hint: words.sample(title, shows),
    })),
  ];
  const current = thumbnails.find(({ choice }) => chosen && imageKey(choice) === imageKey(chosen));
  return (
    <section className={styles.gallery} aria-label={words.images} data-part="images">
      <div className={styles.strip}>
        <FileButton className={styles.open} accept="image/*,.json" multiple label={openImage}>
          <OpenIcon />
          {words.open}
        </FileButton>
        {thumbnails.map((thumbnail) => (
          <button
            key={imageKey(thumbnail.choice)}
            type="button"
            className={classNames(styles.thumbnail, thumbnail === current && styles.current)}
            aria-pressed={thumbnail === current}
            aria-label={thumbnail.hint}
            title={thumbnail.title}
            onClick={() => scope.chooseImage(thumbnail.choice)}
          >
            <img src={thumbnail.url} alt="" loading="lazy" decoding="async" />
          </button>
        ))}
      </div>
      <p className={styles.caption}>
        {current && current.choice.kind === 'sample'
          ? `${current.hint} `
          : current
            ? `${words.localImage(current.title)} `
            : ''}
        <span className={styles.privacy}>{words.privacy}</span>
      </p>
    </section>
  );
}
