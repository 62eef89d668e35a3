import { useState } from 'react';
import * as words from '#words/view/stage.ts';
import { CombiningMenu } from './combining/combining-menu.tsx';
import { MapCaption } from './combining/map-caption.tsx';
import { Gallery } from './gallery.tsx';
import { useLensView } from './lens-context.tsx';
import { NumbersButton } from './numbers-button.tsx';
import { Part } from './page-options-context.tsx';
import styles from './stage.module.css';
import { StageControls } from './stage-controls.tsx';
import { StageFigure } from './stage-figure.tsx';
import { StageReading } from './stage-reading.tsx';
import { StageReadout } from './stage-readout.tsx';
import { StageScale } from './stage-scale.tsx';
import { stagedLabel, useStagedMap } from './use-shown.ts';

/** The image under the chosen map, with everything that belongs to the pair. */
export function Stage() {
  const displayed = useLensView(({ displayed }) => displayed);
  const isBusy = useLensView(({ activity }) => activity.kind !== 'idle');
  const staged = useStagedMap();
  const [pointed, setPointed] = useState<number>();
  return (
    <section className={styles.stage} aria-label={words.title} data-part="stage">
      <header className={styles.head}>
        <div className={styles.title}>
          <h2>{staged ? stagedLabel(staged) : words.noMap}</h2>
          <Part name="combining">
            <CombiningMenu />
          </Part>
          <Part name="numbers">
            <NumbersButton />
          </Part>
        </div>
        <Part name="reading">
          <StageReading />
        </Part>
        <Part name="caption">
          <p>
            {displayed && staged ? (
              <MapCaption displayed={displayed} layer={staged.layer} map={staged.kind} />
            ) : isBusy ? (
              words.soon
            ) : (
              words.noImage
            )}
          </p>
        </Part>
      </header>
      <StageFigure staged={staged} pointed={pointed} onPoint={setPointed} />
      <Part name="readout">
        <StageReadout staged={staged} pointed={pointed} />
      </Part>
      <Part name="scale">
        <StageScale staged={staged} pointed={pointed} />
      </Part>
      <Part name="stage-controls">
        <StageControls />
      </Part>
      <Part name="gallery">
        <Gallery />
      </Part>
    </section>
  );
}
