import * as words from '#words/view/lenses/menu.ts';
import { LARGEST_LENS_COUNT, type Lens } from '../../state/lens.ts';
import { modelTitle } from '../../state/library.ts';
import { presetsFor, REMEDIES } from '../../state/presets.ts';
import { FieldFace, fieldButton } from '../field-button.tsx';
import menu from '../menu.module.css';
import { Popover } from '../popover.tsx';
import { useScope, useScopeState } from '../scope-context.tsx';
import { KindLabel } from './kind-label.tsx';
import { useLensEditor } from './lens-editor.tsx';
import styles from './lenses-menu.module.css';
import { remediesFor } from './remedies.ts';
import { lensLetter } from './use-lens-traces.ts';
import { useVariant } from './use-variant.ts';

/** Which lenses there are, what they can be compared with, and how they are laid out. */
export function LensesMenu() {
  const scope = useScope();
  const lenses = useScopeState((state) => state.requested.lenses);
  const active = useScopeState(({ requested }) => requested.lenses.find(({ id }) => id === requested.active));
  const layout = useScopeState((state) => state.requested.comparison.layout);
  const variant = useVariant(active ?? lenses[0]!);
  const isAlone = layout === 'single';
  const value = isAlone ? (variant?.name ?? '…') : words.sideBySide(lenses.length);
  const detail = isAlone
    ? variant
      ? words.alone(words.kinds[variant.kind], lenses.length)
      : ''
    : words.sharing;
  return (
    <div className={styles.lenses} data-part="lenses">
      <Popover
        name="lenses"
        label={words.title}
        buttonClass={fieldButton}
        button={<FieldFace label={words.field} value={value} detail={detail} />}
      >
        {(close) => <LensesPanel onDone={close} />}
      </Popover>
      {lenses.length === 1 ? (
        <button
          type="button"
          className={styles.call}
          title={active?.model.kind === 'embedded' ? REMEDIES.detail : words.remediesOfModel}
          onClick={async () => scope.choosePreset(await remediesFor(scope.store.getState()))}
        >
          {words.compareRemedies}
        </button>
      ) : (
        <button
          type="button"
          className={styles.layout}
          onClick={() => scope.compare({ layout: isAlone ? 'columns' : 'single' })}
        >
          {isAlone ? words.allSideBySide(lenses.length) : words.oneLens}
        </button>
      )}
    </div>
  );
}

function LensesPanel({ onDone }: { onDone: () => void }) {
  const scope = useScope();
  const requested = useScopeState((state) => state.requested);
  const edit = useLensEditor();
  const { lenses, active } = requested;
  return (
    <div className={menu.menu}>
      <h2>{words.title}</h2>
      <p>{words.about}</p>
      <ul>
        {lenses.map((lens, place) => (
          <LensOption key={lens.id} lens={lens} letter={lensLetter(place)} onChosen={onDone} />
        ))}
      </ul>
      <div className={menu.buttons}>
        {lenses.length < LARGEST_LENS_COUNT && (
          <button
            type="button"
            className={menu.button}
            onClick={() => {
              scope.addLens();
              onDone();
            }}
          >
            {words.add}
          </button>
        )}
        {edit && (
          <button
            type="button"
            className={menu.button}
            onClick={() => {
              edit(active);
              onDone();
            }}
          >
            {words.change}
          </button>
        )}
      </div>
      <h2>{words.comparisons}</h2>
      <ul>
        {presetsFor(requested).map((preset) => (
          <li key={preset.id}>
            <button
              type="button"
              className={menu.option}
              onClick={() => {
                scope.choosePreset(preset);
                onDone();
              }}
            >
              {preset.title}
              <small>{preset.detail}</small>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function LensOption({ lens, letter, onChosen }: { lens: Lens; letter: string; onChosen: () => void }) {
  const scope = useScope();
  const variant = useVariant(lens);
  const isActive = useScopeState(({ requested }) => requested.active === lens.id);
  const title = useScopeState(({ localModels }) => modelTitle(lens.model, localModels));
  return (
    <li>
      <button
        type="button"
        className={menu.option}
        aria-pressed={isActive}
        onClick={() => {
          scope.activate(lens.id);
          onChosen();
        }}
      >
        <span className={styles.letter}>{letter}</span>
        {variant?.name ?? title} {variant && <KindLabel variant={variant} />}
        <small>{title}</small>
      </button>
    </li>
  );
}
