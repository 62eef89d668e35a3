import * as words from '#words/view/mechanism/masks.ts';
import * as panel from '#words/view/mechanism/panel.ts';
import { changedInterventions } from '../../core/intervention/changed-interventions.ts';
import { type MaskEntry, maskEntries } from '../../core/intervention/mask-entries.ts';
import { prefixCount, tokenName } from '../../core/vit/token-layout.ts';
import { ControlRow } from './control-row.tsx';
import controls from './controls.module.css';
import { IndexPicker } from './index-picker.tsx';
import styles from './mask-section.module.css';
import { useMechanism, usePicking } from './mechanism-context.tsx';
import { PanelSection } from './panel-section.tsx';
import type { Subject } from './subject.ts';
import { isPatchToken, namesOfTokens } from './token-lists.ts';
import { useLatest } from './use-latest.ts';

interface MaskSectionProps {
  readonly subject: Subject;
  /** Tokens with an outlier norm in the trace on the screen. */
  readonly outliers: readonly number[];
}

/** What if nobody could look at these tokens. */
export function MaskSection({ subject, outliers }: MaskSectionProps) {
  const { interventions, layout, query } = subject;
  const { picker } = useMechanism();
  const picking = usePicking();
  const masks = maskEntries(interventions.mask);
  const latest = useLatest(subject);
  const setMasks = (change: (masks: readonly MaskEntry[]) => readonly MaskEntry[]) => {
    const given = latest.current.interventions;
    latest.current.change(changedInterventions(given, { mask: [...change(maskEntries(given.mask))] }));
  };
  const add = (tokens: readonly number[]) => setMasks((given) => [...given, everywhere(tokens)]);
  const hidden = new Set(masks.flatMap(({ tokens }) => tokens)).size;
  return (
    <PanelSection name="masks" title={words.title} state={words.state(hidden)} isChanged={hidden > 0}>
      <p className={controls.intro}>{words.intro}</p>
      <div className={controls.buttons}>
        <button type="button" className={controls.button} onClick={() => add([query])}>
          {words.hide(panel.token(tokenName(layout, query), isPatchToken(layout, query)))}
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={outliers.length === 0}
          title={words.hideOutliersHint}
          onClick={() => add(outliers)}
        >
          {words.hideOutliers(outliers.length)}
        </button>
        <PickButton
          isPicking={picking?.purpose === 'mask'}
          onBegin={() =>
            picker.begin({
              purpose: 'mask',
              patches: [],
              several: true,
              onPick: (patches) => {
                const tokens = patches.map((patch) => patch + prefixCount(layout));
                const picked = tokens.length === 0 ? [] : [everywhere(tokens)];
                setMasks((given) => [...given.slice(0, masks.length), ...picked]);
              },
            })
          }
          onEnd={picker.end}
        />
      </div>
      <ul className={styles.masks}>
        {masks.map((entry, index) => (
          <MaskItem
            // biome-ignore lint/suspicious/noArrayIndexKey: a mask has no name; its controls hold no state of their own.
            key={index}
            subject={subject}
            entry={entry}
            onChange={(changed) => setMasks((given) => given.with(index, changed))}
            onRemove={() => setMasks((given) => given.toSpliced(index, 1))}
          />
        ))}
      </ul>
    </PanelSection>
  );
}

function everywhere(tokens: readonly number[]): MaskEntry {
  return { tokens: [...tokens], layers: 'all', heads: 'all' };
}

interface PickButtonProps {
  readonly isPicking: boolean;
  readonly onBegin: () => void;
  readonly onEnd: () => void;
}

/** Starts and ends pointing at patches on the image. */
export function PickButton({ isPicking, onBegin, onEnd }: PickButtonProps) {
  return (
    <button
      type="button"
      className={controls.button}
      aria-pressed={isPicking}
      title={panel.pickHint}
      onClick={isPicking ? onEnd : onBegin}
    >
      {isPicking ? panel.stopPicking : panel.pick}
    </button>
  );
}

interface MaskItemProps {
  readonly subject: Subject;
  readonly entry: MaskEntry;
  readonly onChange: (entry: MaskEntry) => void;
  readonly onRemove: () => void;
}

function MaskItem({ subject, entry, onChange, onRemove }: MaskItemProps) {
  const { spec, layout } = subject;
  return (
    <li>
      <div className={styles.head}>
        <span>{nameOf(layout, entry.tokens)}</span>
        <button type="button" className={controls.quiet} onClick={onRemove}>
          {words.remove}
        </button>
      </div>
      <ControlRow label={words.inLayers}>
        <IndexPicker
          name={words.layers.name}
          nameOf={words.layers.one}
          count={spec.depth}
          value={entry.layers}
          onChange={(layers) => onChange({ ...entry, layers })}
        />
      </ControlRow>
      <ControlRow label={words.inHeads}>
        <IndexPicker
          name={words.heads.name}
          nameOf={words.heads.one}
          count={spec.heads}
          value={entry.heads}
          onChange={(heads) => onChange({ ...entry, heads })}
        />
      </ControlRow>
    </li>
  );
}

/** "CLS", "patch 3, 4", "25 tokens: 0, 3 · 2, 0 and 23 more". */
function nameOf(layout: Subject['layout'], tokens: readonly number[]): string {
  const names = namesOfTokens(layout, tokens);
  const [token] = tokens;
  if (tokens.length === 1 && token !== undefined) return panel.token(names[0]!, isPatchToken(layout, token));
  return words.tokens(tokens.length, names);
}
