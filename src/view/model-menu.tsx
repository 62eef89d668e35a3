import { type ReactNode, Suspense, useState } from 'react';
import * as words from '#words/view/model-menu.ts';
import { EMBEDDED_MODELS } from '../hub/embedded-models.ts';
import type { Displayed } from '../state/displayed.ts';
import { activeLens } from '../state/lens.ts';
import { modelTitle } from '../state/library.ts';
import { type ModelChoice, modelKey } from '../state/requested.ts';
import { useHubState } from './catalogue/hub-context.tsx';
import { FieldFace, fieldButton } from './field-button.tsx';
import { FileButton } from './file-button.tsx';
import { lazy } from './lazy-part.tsx';
import { useLensView } from './lens-context.tsx';
import { lensLetter } from './lenses/use-lens-traces.ts';
import styles from './menu.module.css';
import { formatMegabytes } from './numbers.ts';
import { Popover } from './popover.tsx';
import { useScope, useScopeState } from './scope-context.tsx';

// Not part of what a first visit loads.
const DownloadSheet = lazy(async () => ({
  default: (await import('./catalogue/download-sheet.tsx')).DownloadSheet,
}));
const CatalogueSheet = lazy(async () => ({
  default: (await import('./catalogue/catalogue-sheet.tsx')).CatalogueSheet,
}));

/** Which model is shown, what it is, and the others. */
export function ModelMenu() {
  const requested = useScopeState(({ requested }) => activeLens(requested).model);
  const localModels = useScopeState((state) => state.localModels);
  const displayed = useLensView(({ displayed }) => displayed);
  const of = useScopeState(({ requested: { comparison, lenses, active } }) =>
    comparison.layout === 'columns' ? lensLetter(lenses.findIndex(({ id }) => id === active)) : undefined,
  );
  const title = modelTitle(requested, localModels);
  const detail = labelOf(requested) ?? (displayed ? describeModel(displayed) : '');
  const [isCatalogueOpen, setCatalogueOpen] = useState(false);
  const question = useHubState((state) => state.question);
  return (
    <>
      <Popover
        name="models"
        label={words.title}
        part="model"
        buttonClass={fieldButton}
        button={
          <FieldFace
            label={of === undefined ? words.model : words.modelOf(of)}
            value={title}
            detail={detail}
          />
        }
      >
        {(close) => (
          <div className={styles.menu}>
            <h2>{words.embedded.title}</h2>
            <p>{words.embedded.note}</p>
            <ul>
              {EMBEDDED_MODELS.map(({ id, title: name, difference }) => (
                <ModelOption key={id} choice={{ kind: 'embedded', id }} current={requested} onChosen={close}>
                  {name}
                  <small>{difference}</small>
                </ModelOption>
              ))}
            </ul>
            <h2>{words.hub.title}</h2>
            <p>{words.hub.note}</p>
            <div className={styles.buttons}>
              <button
                type="button"
                className={styles.button}
                onClick={() => {
                  close();
                  setCatalogueOpen(true);
                }}
              >
                {words.hub.browse}
              </button>
            </div>
            <h2>{words.device.title}</h2>
            <ul>
              {localModels.map(({ key, name, bytes }) => (
                <ModelOption key={key} choice={{ kind: 'local', key }} current={requested} onChosen={close}>
                  {name}
                  <small>{words.size(formatMegabytes(bytes))}</small>
                </ModelOption>
              ))}
            </ul>
            <p>{words.device.note}</p>
            <div className={styles.buttons}>
              <FileButton className={styles.button} folder label={words.device.openFolder} onPicked={close}>
                {words.device.folder}
              </FileButton>
              <FileButton
                className={styles.button}
                multiple
                accept=".json,.safetensors,.txt"
                label={words.device.openFiles}
                onPicked={close}
              >
                {words.device.files}
              </FileButton>
            </div>
          </div>
        )}
      </Popover>
      <Suspense>
        {isCatalogueOpen && <CatalogueSheet onClose={() => setCatalogueOpen(false)} />}
        {question && <DownloadSheet question={question} />}
      </Suspense>
    </>
  );
}

interface ModelOptionProps {
  readonly choice: ModelChoice;
  readonly current: ModelChoice;
  readonly onChosen: () => void;
  readonly children: ReactNode;
}

function ModelOption({ choice, current, onChosen, children }: ModelOptionProps) {
  const scope = useScope();
  return (
    <li>
      <button
        type="button"
        className={styles.option}
        aria-pressed={modelKey(choice) === modelKey(current)}
        onClick={() => {
          scope.chooseModel(choice);
          onChosen();
        }}
      >
        {children}
      </button>
    </li>
  );
}

/** What has to be said of an embedded model. */
function labelOf(choice: ModelChoice): string | undefined {
  return choice.kind === 'embedded' ? EMBEDDED_MODELS.find(({ id }) => id === choice.id)?.label : undefined;
}

function describeModel({ model, start }: Displayed): string {
  const { spec } = model;
  return words.described(spec, start.layout.registers, formatMegabytes(model.weightBytes));
}
