import { useState } from 'react';
import * as words from '#words/view/mechanism/finder.tsx';
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
        {words.basis({
          withOutliers: settings.imagesWithOutliers,
          images: settings.images,
          rule: describeRule(settings.rule),
          detectLayer: settings.detectLayer,
          highestLayer: settings.highestLayer,
        })}
      </p>
      <h4 className={controls.subheading}>{words.howMany}</h4>
      <SweepCurve sweep={sweep} most={most} topK={topK} best={settings.topK} onChange={setTopK} />
      <Actions subject={subject} found={found} topK={topK} />
      <h4 className={controls.subheading}>{words.scores}</h4>
      <ScoreTable result={result} topK={topK} />
      <h4 className={controls.subheading}>{words.acceptance(settings.topK)}</h4>
      <AcceptancePicture result={result} />
    </div>
  );
}

function Actions({ subject, found, topK }: { subject: Subject; found: Found; topK: number }) {
  const mechanism = useMechanism();
  const { result, request } = found;
  const neurons = neuronList(result.scores.slice(0, topK));
  return (
    <div className={controls.buttons}>
      <button
        type="button"
        className={controls.primary}
        onClick={() => {
          if (!subject.changeDraft(draftWithNeurons(subject.draft, neurons))) return;
          const source = words.foundSource(result.settings.imagesWithOutliers, topK);
          mechanism.keepList({ neurons, title: words.foundTitle, source });
        }}
      >
        {words.use(topK)}
      </button>
      <button
        type="button"
        className={controls.button}
        title={words.exportHint}
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
        {words.exportFile}
      </button>
    </div>
  );
}
