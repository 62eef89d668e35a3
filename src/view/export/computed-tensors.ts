import * as words from '#words/view/export-facts.ts';
import type { OtherTensor } from '../../engine/engine.ts';
import { stagedMap } from '../../state/displayed.ts';
import { componentsPlace } from '../../state/feature-maps.ts';
import { SITE_NAMES } from '../../state/feature-settings.ts';
import { combinedPhrase } from '../combining/combined-wording.ts';
import { basisPhrase } from '../features/component-wording.ts';
import { askingPhrase } from './asking-patches.ts';
import type { Subject } from './facts.ts';

/** Tensors that the page has computed beside the trace's own. */
export type ComputedTensorName = 'rollout' | 'similarity' | 'components';

/** One of them, with what it is of: that stands in the file too. */
export interface ComputedTensor extends OtherTensor {
  readonly name: ComputedTensorName;
  readonly meaning: string;
}

/** What has been computed: rollout and similarity of all layers, the components of the layer they are shown of. */
export function computedTensors(subject: Subject): ComputedTensor[] {
  return [rollout(subject), similarity(subject), components(subject)].filter((one) => one !== undefined);
}

function rollout({ displayed, record, state }: Subject): ComputedTensor | undefined {
  const { rollout: answer } = record;
  if (answer === undefined || displayed.rollout === undefined) return undefined;
  const { layers, tokens, values: data } = answer;
  const { combining } = state.requested;
  const meaning = combinedPhrase(displayed, { layer: layers - 1, kind: 'rollout' }, combining);
  return { name: 'rollout', shape: [layers, tokens], data, meaning };
}

function similarity({ displayed, record, state }: Subject): ComputedTensor | undefined {
  const answers = record.features?.similarity;
  const { map } = stagedMap(state.requested.staged, displayed);
  const staged = map.kind === 'similarity' ? answers?.get(map.site) : undefined;
  const answer = staged ?? [...(answers?.values() ?? [])].at(-1);
  if (answer === undefined) return undefined;
  const { layers, tokens, values: data, question } = answer;
  const asking = askingPhrase(displayed.start.layout, question.tokens);
  const meaning = words.similarity(asking, question.tokens.length > 1, SITE_NAMES[question.site]);
  return { name: 'similarity', shape: [layers, tokens], data, meaning };
}

function components({ displayed, record, state }: Subject): ComputedTensor | undefined {
  const all = record.features?.components;
  const { map, layer } = stagedMap(state.requested.staged, displayed);
  const staged = map.kind === 'pca' ? all?.get(componentsPlace(map.site, layer)) : undefined;
  const known = staged ?? [...(all?.values() ?? [])].findLast((one) => one.map !== undefined);
  if (known?.map === undefined) return undefined;
  const data = known.map.projections;
  const { layer: of } = known.map;
  const meaning = words.projections(of, SITE_NAMES[known.request.site], basisPhrase(known));
  return { name: 'components', shape: [data.length / 3, 3], data, meaning };
}
