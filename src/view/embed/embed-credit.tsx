import * as words from '#words/view/embed.ts';
import { addressIn } from '../../state/link/image-address.ts';
import { encodeLink } from '../../state/link/link.ts';
import { useScopeState } from '../scope-context.tsx';
import styles from './embed-credit.module.css';

/** In a frame: the way to the whole page with the same state. */
export function EmbedCredit() {
  const link = useScopeState(({ requested, localImages }) => encodeLink(requested, addressIn(localImages)));
  const { origin, pathname } = window.location;
  return (
    <a
      className={styles.credit}
      href={`${origin}${pathname}${link && `#${link}`}`}
      target="_blank"
      rel="noopener"
    >
      {words.open}
    </a>
  );
}
