import * as words from '#words/view/lenses/compare.ts';
import { ColourBar } from '../colour-bar.tsx';
import { useScopeState } from '../scope-context.tsx';
import type { CompareGutterProps } from './compare-gutter.tsx';
import styles from './compare-legend.module.css';
import { ComparedComponents } from './compared-components.tsx';
import { ImageMenu } from './image-menu.tsx';
import { useSharedScale } from './use-shared-scale.ts';

/** The image and the columns' scale in a row above them, where there is no room beside them. */
export function CompareLegend({ lenses, stage }: CompareGutterProps) {
  const scale = useSharedScale(stage);
  const isComponents = useScopeState((state) => state.requested.staged.map.kind === 'pca');
  if (isComponents) {
    return (
      <div className={styles.legend}>
        <ImageMenu />
        <ComparedComponents lenses={lenses} />
      </div>
    );
  }
  return (
    <div className={styles.legend}>
      <ImageMenu />
      {scale === undefined && <p className={styles.note}>{words.ownScales}</p>}
      {scale?.range && (
        <ColourBar
          low={scale.range.low}
          high={scale.range.high}
          axis={scale.range.axis}
          palette={scale.palette}
          note={words.asSentence(scale.note)}
        />
      )}
    </div>
  );
}
