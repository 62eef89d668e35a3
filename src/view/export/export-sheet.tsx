import { useState } from 'react';
import * as words from '#words/view/export-sheet.tsx';
import { stagedMap } from '../../state/displayed.ts';
import { explain } from '../../state/notice.ts';
import { downloadBlob } from '../mechanism/download.ts';
import { useScope } from '../scope-context.tsx';
import { Sheet } from '../sheet.tsx';
import { chartedMeasures } from './charts-figure-data.ts';
import { computedTensors } from './computed-tensors.ts';
import { copyFile } from './copy-file.ts';
import { tensorMetadata, tensorsOf } from './export-file.ts';
import { fileNameOf } from './export-names.ts';
import { ExportOptions } from './export-options.tsx';
import { type ExportPlan, type ExportWhat, FIRST_PLAN, FORMATS, withWhat } from './export-plan.ts';
import { ExportPreview } from './export-preview.tsx';
import styles from './export-sheet.module.css';
import { formatBytes } from './export-size.ts';
import { programFacts, type Subject } from './facts.ts';
import { offeredTensors, TensorList, tensorBytes } from './tensor-list.tsx';
import { type ExportState, useExportFile, useSubject } from './use-export-file.ts';

const WHATS = (Object.keys(FORMATS) as ExportWhat[]).map((value) => ({ value, ...words.whats[value] }));

/** The sheet opens again with what was chosen in it. */
let lastPlan = FIRST_PLAN;

/** What is on the screen as a file: figures, numbers, tensors, the session, citations. */
export function ExportSheet({ onClose }: { onClose: () => void }) {
  const [plan, setPlan] = useState(lastPlan);
  const choose = (next: ExportPlan) => {
    lastPlan = next;
    setPlan(next);
  };
  return (
    <Sheet title={words.title} onClose={onClose} isWide>
      <ExportBody plan={plan} onPlan={choose} onClose={onClose} />
    </Sheet>
  );
}

interface BodyProps {
  readonly plan: ExportPlan;
  readonly onPlan: (plan: ExportPlan) => void;
  readonly onClose: () => void;
}

function ExportBody({ plan: asked, onPlan, onClose }: BodyProps) {
  const subject = useSubject();
  // Charts can be exported while they are on the screen.
  const hasCharts = subject !== undefined && chartedMeasures(subject).length > 0;
  const plan = asked.what === 'charts' && !hasCharts ? withWhat(asked, 'stage') : asked;
  const state = useExportFile(subject, plan);
  if (subject === undefined) return <p>{words.nothingYet}</p>;
  const available = offeredTensors(subject).map(({ name }) => name);
  const tensors = plan.tensors.filter((name) => available.includes(name));
  return (
    <div className={styles.sheet}>
      <fieldset className={styles.whats}>
        <legend>{words.what}</legend>
        {WHATS.filter(({ value }) => value !== 'charts' || hasCharts).map(({ value, label, detail }) => (
          <label key={value} className={styles.what}>
            <input
              type="radio"
              name="export-what"
              checked={plan.what === value}
              onChange={() => onPlan(withWhat(plan, value))}
            />
            <span>
              {label}
              <small>{detail}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <ExportOptions
        plan={plan}
        subject={subject}
        onChange={(change) => onPlan({ ...plan, ...change })}
        onClose={onClose}
      />
      {plan.what === 'tensors' ? (
        <TensorList
          subject={subject}
          chosen={tensors}
          onChange={(chosen) => onPlan({ ...plan, tensors: chosen })}
        />
      ) : (
        <ExportPreview state={state} />
      )}
      <ExportActions
        key={`${plan.what} ${plan.format}`}
        plan={{ ...plan, tensors }}
        subject={subject}
        state={state}
      />
    </div>
  );
}

interface ActionsProps {
  readonly plan: ExportPlan;
  readonly subject: Subject;
  readonly state: ExportState;
}

/** The file's name and size, and the buttons that save or copy it. */
function ExportActions({ plan, subject, state }: ActionsProps) {
  const scope = useScope();
  const [said, setSaid] = useState('');
  const isTensors = plan.what === 'tensors';
  const file = !isTensors && state.status === 'made' ? state.file : undefined;
  const name = fileNameOf(subject, plan);
  const isReady = isTensors
    ? plan.tensors.length > 0 && subject.displayed.status === 'complete'
    : file !== undefined;

  async function perform(what: string, action: () => Promise<string>): Promise<void> {
    setSaid('');
    try {
      setSaid(await action());
    } catch (error) {
      setSaid(explain(error, what).message);
    }
  }
  const save = () =>
    perform(words.tasks.saving, async () => {
      const blob = isTensors ? await readTensors(scope, subject, plan) : file?.blob;
      if (!blob) return '';
      downloadBlob(name, blob);
      return words.saved(formatBytes(blob.size));
    });
  return (
    <div className={styles.actions}>
      <p className={styles.file}>
        <span className={styles.fileName} translate="no">
          {name}
        </span>
        <span className={styles.size}>{sizeOf(plan, subject, file)}</span>
      </p>
      <p role="status" className={styles.said}>
        {said}
      </p>
      <div className={styles.buttons}>
        {!isTensors && (
          <button
            type="button"
            className={styles.button}
            disabled={!isReady}
            onClick={() => void perform(words.tasks.copying, () => copyFile(file!))}
          >
            {file?.shown.kind === 'text' ? words.copyText : words.copyImage}
          </button>
        )}
        <button type="button" className={styles.primary} disabled={!isReady} onClick={() => void save()}>
          {words.save}
        </button>
      </div>
    </div>
  );
}

function sizeOf(
  plan: ExportPlan,
  subject: Subject,
  file: Extract<ExportState, { status: 'made' }>['file'] | undefined,
): string {
  if (plan.what === 'tensors') {
    if (plan.tensors.length === 0) return words.tensors.none;
    if (subject.displayed.status !== 'complete') return words.tensors.incomplete;
    return formatBytes(tensorBytes(subject, plan.tensors));
  }
  if (!file) return '';
  const size = formatBytes(file.blob.size);
  return file.shown.kind === 'figure' ? words.figureSize(file.shown.size, size) : size;
}

function readTensors(scope: ReturnType<typeof useScope>, subject: Subject, plan: ExportPlan): Promise<Blob> {
  const { displayed, state } = subject;
  const { start, attention } = displayed;
  const computed = computedTensors(subject).filter(({ name }) => plan.tensors.includes(name));
  const meanings = computed.map(({ name, meaning }) => ({ key: name, name, value: meaning }));
  return scope.tensors(start.trace, {
    names: tensorsOf(subject).filter((name) => plan.tensors.includes(name)),
    others: computed.map(({ name, shape, data }) => ({ name, shape, data })),
    queryToken: attention.token,
    attentionLayer: stagedMap(state.requested.staged, displayed).layer,
    format: plan.format === 'numpy' ? 'numpy' : 'safetensors',
    metadata: tensorMetadata(subject, [
      ...meanings,
      ...programFacts(import.meta.env.VITE_VERSION, new Date()),
    ]),
  });
}
