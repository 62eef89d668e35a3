import { stagedMap } from '../../state/displayed.ts';
import { featureKinds } from '../../state/feature-kinds.ts';
import type { Comparison, MapKind } from '../../state/requested.ts';
import { CombiningMenu } from '../combining/combining-menu.tsx';
import { MapCaption } from '../combining/map-caption.tsx';
import { LensProvider, useLensView } from '../lens-context.tsx';
import { NormSiteField } from '../norm-site-field.tsx';
import { NumbersButton } from '../numbers-button.tsx';
import { Popover } from '../popover.tsx';
import { QueryTools } from '../query-tools.tsx';
import { useScope, useScopeState } from '../scope-context.tsx';
import { Segmented } from '../segmented.tsx';
import { SelectField } from '../select-field.tsx';
import { StageControls } from '../stage-controls.tsx';
import { StageReading } from '../stage-reading.tsx';
import { mapPhrase, SCALES } from '../wording.ts';
import styles from './compare-toolbar.module.css';
import type { LensTrace } from './use-lens-traces.ts';

const SHOWS: readonly { value: Comparison['shows']; label: string; hint: string }[] = [
  { value: 'maps', label: 'maps', hint: 'Every lens’s own map' },
  { value: 'difference', label: 'difference', hint: 'Every lens’s map less the reference’s, around 0' },
];

const SHARING: readonly { value: Comparison['scale']; label: string; hint: string }[] = [
  {
    value: 'clipped',
    label: 'one scale',
    hint: 'The same colour means the same number in every column; the highest few percent of the patches lie beyond it',
  },
  {
    value: 'shared',
    label: 'to the largest',
    hint: 'The same colour means the same number in every column, up to the largest of all',
  },
  { value: 'own', label: 'own scales', hint: 'Every column up to its own largest value' },
];

/** What all columns show, and how they are compared. */
export function CompareToolbar({ lenses }: { lenses: readonly LensTrace[] }) {
  const scope = useScope();
  const { shows, scale } = useScopeState((state) => state.requested.comparison);
  const first = lenses.find(({ shown }) => shown !== undefined);
  return (
    <header className={styles.toolbar}>
      <Title lenses={lenses} />
      <div className={styles.tools}>
        {first && (
          <LensProvider lens={first.lens.id}>
            <StageChoice />
            <CombiningMenu />
          </LensProvider>
        )}
        <NumbersButton />
        <StageReading />
        <QueryTools />
        <div className={styles.group}>
          <Segmented
            legend="What the columns show"
            value={shows}
            options={SHOWS}
            onChange={(value) => scope.compare({ shows: value })}
          />
          {shows === 'difference' && <ReferenceField label="to" lenses={lenses} />}
        </div>
        <div className={styles.group}>
          <Segmented
            legend="Colour scale"
            value={scale}
            options={SHARING}
            onChange={(value) => scope.compare({ scale: value })}
          />
          <LookMenu />
        </div>
      </div>
    </header>
  );
}

function Title({ lenses }: { lenses: readonly LensTrace[] }) {
  const staged = useScopeState((state) => state.requested.staged);
  const shown = lenses.find((lens) => lens.shown !== undefined)?.shown;
  const at = shown && stagedMap(staged, shown.displayed);
  if (!shown || !at) return <h2 className={styles.title}>No map yet</h2>;
  return (
    <div className={styles.titles}>
      <h2 className={styles.title}>
        Layer {at.layer} · {mapPhrase(at.map)}
      </h2>
      <p>
        <MapCaption displayed={shown.displayed} layer={at.layer} map={at.map} />
      </p>
    </div>
  );
}

/** Layer and head by name; the strips below the images choose them too. */
function StageChoice() {
  const scope = useScope();
  const staged = useScopeState((state) => state.requested.staged);
  const displayed = useLensView((view) => view.displayed);
  if (displayed === undefined) return null;
  const { depth, heads } = displayed.start;
  const { layer, map } = stagedMap(staged, displayed);
  const kinds: MapKind[] = [
    { kind: 'mean' },
    ...Array.from({ length: heads }, (_, head) => ({ kind: 'head', head }) as const),
    { kind: 'norm' },
    ...(displayed.prompts ?? []).map((_, prompt) => ({ kind: 'prompt', prompt }) as const),
    { kind: 'weighted' },
    { kind: 'range' },
    { kind: 'rollout' },
    ...featureKinds(displayed.model.spec),
  ];
  return (
    <div className={styles.group}>
      <SelectField
        label="Layer"
        value={String(layer)}
        options={Array.from({ length: depth }, (_, each) => ({ value: String(each), label: String(each) }))}
        onChange={(value) =>
          scope.stage({ layer: Number(value), map: map.kind === 'prompt' ? { kind: 'mean' } : map })
        }
      />
      <SelectField
        label="Map"
        value={mapPhrase(map)}
        options={kinds.map((kind) => ({ value: mapPhrase(kind), label: mapPhrase(kind) }))}
        onChange={(value) => scope.stage({ layer, map: kinds.find((kind) => mapPhrase(kind) === value)! })}
      />
    </div>
  );
}

/** Which lens the others are compared with. */
export function ReferenceField({ label, lenses }: { label: string; lenses: readonly LensTrace[] }) {
  const scope = useScope();
  const reference = useScopeState(
    ({ requested }) => requested.comparison.reference ?? requested.lenses[0]!.id,
  );
  return (
    <SelectField
      label={label}
      value={reference}
      options={lenses.map(({ lens, letter }) => ({ value: lens.id, label: letter }))}
      onChange={(id) => scope.compare({ reference: id })}
    />
  );
}

function LookMenu() {
  const scope = useScope();
  const { scale, normScale } = useScopeState((state) => state.requested.look);
  return (
    <Popover label="Look" align="end" buttonClass={styles.look} button="Look…">
      <div className={styles.panel}>
        <StageControls />
        <SelectField
          label="Attention up to"
          value={scale}
          options={SCALES}
          onChange={(value) => scope.changeLook({ scale: value })}
        />
        <SelectField
          label="Norms on a scale that is"
          value={normScale}
          options={[
            { value: 'log', label: 'logarithmic' },
            { value: 'linear', label: 'linear' },
          ]}
          onChange={(value) => scope.changeLook({ normScale: value })}
        />
        <NormSiteField label="Norms of the" />
      </div>
    </Popover>
  );
}
