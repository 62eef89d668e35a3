import { useState } from 'react';
import { describeRule } from '../../core/analysis/outliers.ts';
import { neuronList } from '../../core/analysis/register-neurons.ts';
import { draftWithNeurons } from '../../core/intervention/reroute-draft.ts';
import { encodeNeuronsFile } from '../../engine/neurons-file.ts';
import type { NeuronSearchState } from '../../state/neuron-search.ts';
import { AcceptancePicture } from './acceptance-picture.tsx';
import controls from './controls.module.css';
import { downloadText } from './download.ts';
import styles from './finder-results.module.css';
import { useMechanism } from './mechanism-context.tsx';
import { ScoreTable } from './score-table.tsx';
import type { Subject } from './subject.ts';
import { SweepCurve } from './sweep-curve.tsx';
import { counted } from './words.ts';

type Found = Extract<NeuronSearchState, { kind: 'done' }>;

/** What a search found: the effect of taking more and more neurons, the neurons, and how well they do. */
export function FinderResults({ subject, found }: { subject: Subject; found: Found }) {
  const { result } = found;
  const { settings, scores, sweep } = result;
  const [topK, setTopK] = useState(settings.topK);
  const most = Math.max(2, Math.min(scores.length, sweep.at(-1)?.topK ?? 1));
  return (
    <div className={styles.results}>
      <p className={controls.note}>
        {settings.imagesWithOutliers} of {counted(settings.images, 'image')} have high norms (
        {describeRule(settings.rule)}
        ). Told apart in layer {settings.detectLayer}, neurons up to layer {settings.highestLayer}.
      </p>
      <h4 className={controls.subheading}>How many are worth moving</h4>
      <SweepCurve sweep={sweep} most={most} topK={topK} best={settings.topK} onChange={setTopK} />
      <Actions subject={subject} found={found} topK={topK} />
      <h4 className={controls.subheading}>Neurons by score</h4>
      <ScoreTable result={result} topK={topK} />
      <h4 className={controls.subheading}>With {counted(settings.topK, 'neuron')} moved to one register</h4>
      <AcceptancePicture result={result} />
    </div>
  );
}

function Actions({ subject, found, topK }: { subject: Subject; found: Found; topK: number }) {
  const mechanism = useMechanism();
  const { result, request } = found;
  const neurons = neuronList(result.scores.slice(0, topK));
  const images = counted(result.settings.imagesWithOutliers, 'image');
  return (
    <div className={controls.buttons}>
      <button
        type="button"
        className={controls.primary}
        onClick={() => {
          if (!subject.changeDraft(draftWithNeurons(subject.draft, neurons))) return;
          const source = `Found in ${images}, the ${topK} with the highest scores.`;
          mechanism.keepList({ neurons, title: 'Found here', source });
        }}
      >
        Use {topK === 1 ? 'this neuron' : `these ${topK} neurons`}
      </button>
      <button
        type="button"
        className={controls.button}
        title="The same file that sinkscope neurons writes"
        onClick={() =>
          downloadText(
            'neurons.json',
            encodeNeuronsFile(
              { ...result, neurons, settings: { ...result.settings, topK } },
              {
                version: import.meta.env.VITE_VERSION,
                model: request.model.name,
                images: request.images.map(({ name }) => name),
                framing: request.framing,
                asked: topK === result.settings.topK ? request.settings : { ...request.settings, topK },
              },
            ),
          )
        }
      >
        Export
      </button>
    </div>
  );
}
