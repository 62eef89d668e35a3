import * as words from '#words/view/lenses/compare.ts';
import { stagedMap } from '../../state/displayed.ts';
import { featureKinds } from '../../state/feature-kinds.ts';
import type { MapKind } from '../../state/requested.ts';
import { classNames } from '../class-names.ts';
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

const SHOWS = (['maps', 'difference'] as const).map((value) => ({ value, ...words.shows[value] }));

const SHARING = (['clipped', 'shared', 'own'] as const).map((value) => ({ value, ...words.scales[value] }));

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
        <NumbersButton className={styles.numbers} />
        <StageReading />
        <QueryTools />
        <div className={styles.group}>
          <Segmented
            legend={words.shows.name}
            value={shows}
            options={SHOWS}
            onChange={(value) => scope.compare({ shows: value })}
          />
          {shows === 'difference' && <ReferenceField label={words.shows.comparedTo} lenses={lenses} />}
        </div>
        <div className={styles.group}>
          <span title={words.scales[scale].hint}>
            <SelectField
              label={words.scales.name}
              hidesLabel
              value={scale}
              options={SHARING}
              onChange={(value) => scope.compare({ scale: value })}
            />
          </span>
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
  if (!shown || !at) return <h2 className={styles.title}>{words.noMap}</h2>;
  return (
    <div className={styles.titles}>
      <h2 className={styles.title}>{words.title(at.layer, mapPhrase(at.map))}</h2>
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
    <div className={classNames(styles.group, styles.staged)}>
      <SelectField
        label={words.layer}
        hidesLabel
        value={String(layer)}
        options={Array.from({ length: depth }, (_, each) => ({ value: String(each), label: String(each) }))}
        onChange={(value) =>
          scope.stage({ layer: Number(value), map: map.kind === 'prompt' ? { kind: 'mean' } : map })
        }
      />
      <SelectField
        label={words.map}
        hidesLabel
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
    <Popover label={words.look} align="end" buttonClass={styles.look} button={words.openLook}>
      <div className={styles.panel}>
        <StageControls />
        <SelectField
          label={words.attentionScale}
          value={scale}
          options={SCALES}
          onChange={(value) => scope.changeLook({ scale: value })}
        />
        <SelectField
          label={words.normAxis}
          value={normScale}
          options={[
            { value: 'log', label: words.normAxes.log },
            { value: 'linear', label: words.normAxes.linear },
          ]}
          onChange={(value) => scope.changeLook({ normScale: value })}
        />
        <NormSiteField label={words.normSite} />
      </div>
    </Popover>
  );
}
