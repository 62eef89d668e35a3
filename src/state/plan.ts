import { type Displayed, hasTrainedGates } from './displayed.ts';
import { queryTokens, resolveQuery } from './query-target.ts';
import { framingKey, imageKey, type LensRequest, modelKey } from './requested.ts';
import { sameTokens } from './trace-record.ts';

/** What has to be redone so that the screen shows what was asked for. */
export interface Plan {
  readonly model: 'keep' | 'open';
  readonly image: 'keep' | 'decode';
  readonly trace: 'keep' | 'run';
  readonly attention: AttentionPlan;
}

/** Where the attention that was asked for comes from. */
type AttentionPlan =
  /** It is on the screen, over all layers that have run. */
  | { readonly kind: 'keep' }
  /** The layers' summaries brought it along. */
  | { readonly kind: 'summary'; readonly token: number }
  /** The sinks have to be found, and what each query gives to them. */
  | { readonly kind: 'sinks' }
  /** The trace has to be asked. */
  | { readonly kind: 'probe'; readonly probe: 'row' | 'column'; readonly token: number }
  /** The trace has to be asked for several tokens together. */
  | { readonly kind: 'probe-set'; readonly probe: 'rows' | 'columns'; readonly tokens: readonly number[] };

/** Compares what is shown with what is asked for. A trace that the user stopped counts as shown. */
export function plan(displayed: Displayed | undefined, requested: LensRequest): Plan {
  const nothing: AttentionPlan = { kind: 'keep' };
  if (requested.image === undefined) {
    return {
      model: 'keep',
      image: 'keep',
      trace: 'keep',
      attention: displayed ? planAttention(displayed, requested) : nothing,
    };
  }
  if (displayed === undefined) return { model: 'open', image: 'decode', trace: 'run', attention: nothing };
  const model = modelKey(displayed.modelChoice) === modelKey(requested.model) ? 'keep' : 'open';
  const image = imageKey(displayed.imageChoice) === imageKey(requested.image) ? 'keep' : 'decode';
  const sameFraming = framingKey(displayed.framing) === framingKey(requested.framing);
  const sameInterventions =
    JSON.stringify(displayed.interventions) === JSON.stringify(requested.interventions);
  const same = model === 'keep' && image === 'keep' && sameFraming && sameInterventions;
  const trace = same ? 'keep' : 'run';
  return { model, image, trace, attention: planAttention(displayed, requested) };
}

function planAttention(displayed: Displayed, requested: LensRequest): AttentionPlan {
  const { start, layersDone, attention } = displayed;
  const token = resolveQuery(start.layout, requested.query.target);
  const { reading } = requested;
  const isOfAll = reading === 'received' || reading === 'gate';
  const tokens = isOfAll ? undefined : queryTokens(start.layout, requested.query.target);
  const sameQuery = attention.token === token && sameTokens(attention.tokens, tokens);
  const sameQuestion = attention.reading === reading && (isOfAll || sameQuery);
  const isComplete = displayed.status === 'complete';
  const isFinal = attention.layers >= layersDone && !(isComplete && attention.isEarly);
  if (sameQuestion && isFinal) return { kind: 'keep' };
  if (reading === 'received') return { kind: 'summary', token };
  if (reading === 'gate') {
    if (hasTrainedGates(displayed)) return { kind: 'summary', token };
    return displayed.status === 'running' ? { kind: 'keep' } : { kind: 'sinks' };
  }
  if (tokens) return planSet(displayed, reading === 'attends-to' ? 'rows' : 'columns', tokens);
  if (reading === 'attends-to') {
    if (token === 0 || (token === start.queryToken && !isComplete)) return { kind: 'summary', token };
    return layersDone === 0 ? { kind: 'keep' } : { kind: 'probe', probe: 'row', token };
  }
  return layersDone === 0 ? { kind: 'keep' } : { kind: 'probe', probe: 'column', token };
}

/** Sets wait for the run's end: until then every layer would make their answer anew. */
function planSet({ status }: Displayed, probe: 'rows' | 'columns', tokens: readonly number[]): AttentionPlan {
  return status === 'running' ? { kind: 'keep' } : { kind: 'probe-set', probe, tokens };
}
