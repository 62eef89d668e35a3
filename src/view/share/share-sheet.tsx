import { useState } from 'react';
import * as words from '#words/view/share.ts';
import { addressIn } from '../../state/link/image-address.ts';
import { useHubState } from '../catalogue/hub-context.tsx';
import { CheckField } from '../check-field.tsx';
import { useScope, useScopeState } from '../scope-context.tsx';
import { Sheet } from '../sheet.tsx';
import { CopyField } from './copy-field.tsx';
import { LeftOut } from './left-out.tsx';
import styles from './share-sheet.module.css';
import {
  cannotCarry,
  type FrameChoice,
  frameLink,
  frameSnippet,
  notebookSnippet,
  pageLink,
  type ShareSubject,
} from './share-texts.ts';
import { LARGEST_COPY_BYTES } from './small-copy.ts';
import { useSmallCopy } from './use-small-copy.ts';

/** A link to what is on the screen, the same as a frame for other pages and for notebooks, and what it leaves out. */
export function ShareSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={words.title} onClose={onClose}>
      <ShareBody />
    </Sheet>
  );
}

function ShareBody() {
  const scope = useScope();
  const requested = useScopeState((state) => state.requested);
  const localImages = useScopeState((state) => state.localImages);
  const localModels = useScopeState((state) => state.localModels);
  const hub = useHubState((state) => state.address);
  const [choice, setChoice] = useState<FrameChoice>({ isStageOnly: false, isReadOnly: false });
  const { image } = requested;
  const known = addressIn(localImages);
  const isOwnImage = image?.kind === 'local' && known(image.key) === undefined;
  const copy = useSmallCopy(isOwnImage ? image : undefined);
  const lenses = requested.lenses.map((lens) => ({ ...lens, model: scope.pinned(lens.model) }));
  const subject: ShareSubject = {
    requested: { ...requested, lenses },
    addressOf: (key) => known(key) ?? (isOwnImage && key === image.key ? copy.address : undefined),
    hub,
    page: `${window.location.origin}${window.location.pathname}`,
  };
  const link = pageLink(subject);
  const framed = frameLink(subject, choice);
  return (
    <div className={styles.share}>
      <section>
        <CopyField label={words.texts.link} text={link} />
        <p className={styles.note}>{words.linkNote(link.length)}</p>
        {isOwnImage && (
          <>
            <CheckField checked={copy.isWanted} onChange={copy.want}>
              {words.smallCopy(LARGEST_COPY_BYTES / 1000)}
            </CheckField>
            <p className={styles.note} role="status">
              {copy.said}
            </p>
          </>
        )}
        <LeftOut sentences={cannotCarry(subject, { localImages, localModels })} />
      </section>
      <section>
        <h3>{words.frame.heading}</h3>
        <div className={styles.choices}>
          <CheckField
            checked={choice.isStageOnly}
            onChange={(isStageOnly) => setChoice({ ...choice, isStageOnly })}
          >
            {words.frame.stageOnly}
          </CheckField>
          <CheckField
            checked={choice.isReadOnly}
            onChange={(isReadOnly) => setChoice({ ...choice, isReadOnly })}
          >
            {words.frame.readOnly}
          </CheckField>
        </div>
        <CopyField label={words.texts.html} text={frameSnippet(framed, choice)} />
        <CopyField label={words.texts.notebook} text={notebookSnippet(framed, choice)} />
      </section>
    </div>
  );
}
