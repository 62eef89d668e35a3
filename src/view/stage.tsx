import { useState } from 'react';
import type { NormSite } from '../core/analysis/norm-sites.ts';
import type { Displayed } from '../state/displayed.ts';
import { Gallery } from './gallery.tsx';
import { useLensView } from './lens-context.tsx';
import { NumbersButton } from './numbers-button.tsx';
import { useScope, useScopeState } from './scope-context.tsx';
import { Segmented } from './segmented.tsx';
import styles from './stage.module.css';
import { StageControls } from './stage-controls.tsx';
import { StageFigure } from './stage-figure.tsx';
import { StageReadout } from './stage-readout.tsx';
import { StageScale } from './stage-scale.tsx';
import { type ShownMap, stagedLabel, useStagedMap } from './use-shown.ts';
import { attentionPhrase, normPhrase, READINGS } from './wording.ts';

/** The image under the chosen map, with everything that belongs to the pair. */
export function Stage() {
  const scope = useScope();
  const reading = useScopeState((state) => state.requested.reading);
  const displayed = useLensView(({ displayed }) => displayed);
  const isBusy = useLensView(({ activity }) => activity.kind !== 'idle');
  const site = useScopeState((state) => state.requested.normSite);
  const staged = useStagedMap();
  const [pointed, setPointed] = useState<number>();
  return (
    <section className={styles.stage} aria-label="Stage">
      <header className={styles.head}>
        <h2>{staged ? stagedLabel(staged) : 'No map yet'}</h2>
        <NumbersButton />
        <Segmented legend="The query token" value={reading} options={READINGS} onChange={scope.read} />
        <p>{describeStage(displayed, staged, isBusy, site)}</p>
      </header>
      <StageFigure staged={staged} pointed={pointed} onPoint={setPointed} />
      <StageReadout staged={staged} pointed={pointed} />
      <StageScale staged={staged} pointed={pointed} />
      <StageControls />
      <Gallery />
    </section>
  );
}

function describeStage(
  displayed: Displayed | undefined,
  staged: ShownMap | undefined,
  isBusy: boolean,
  site: NormSite,
): string {
  if (displayed === undefined) {
    return isBusy ? 'The first maps appear in a moment.' : 'Drop an image, or choose one below.';
  }
  if (staged?.kind.kind === 'norm') return normPhrase(site);
  return attentionPhrase(displayed.start.layout, displayed.attention);
}
