import * as words from '#words/view/stage.ts';
import { type FeatureSettings, isFeatureKind } from '../state/feature-settings.ts';
import { useScope, useScopeState } from './scope-context.tsx';
import { Segmented } from './segmented.tsx';
import { READINGS } from './wording.ts';

const FEATURE_READINGS: readonly { value: FeatureSettings['shows']; label: string; hint: string }[] = [
  {
    value: 'similarity',
    label: words.features.similarity,
    hint: words.features.similarityHint,
  },
  {
    value: 'pca',
    label: words.features.pca,
    hint: words.features.pcaHint,
  },
];

/** How the staged map is read: attention from or towards the query, features as similarities or components. */
export function StageReading() {
  const scope = useScope();
  const reading = useScopeState((state) => state.requested.reading);
  const staged = useScopeState((state) => state.requested.staged);
  const { map } = staged;
  if (!isFeatureKind(map)) {
    return (
      <Segmented
        part="reading"
        legend={words.queryToken}
        value={reading}
        options={READINGS}
        onChange={scope.read}
      />
    );
  }
  return (
    <Segmented
      legend={words.features.legend}
      value={map.kind}
      options={FEATURE_READINGS}
      onChange={(kind) => {
        scope.changeFeatures({ shows: kind });
        scope.stage({ ...staged, map: { kind, site: map.site } });
      }}
    />
  );
}
