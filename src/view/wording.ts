import { specialTokens, type TokenLayout, tokenName, tokenRole } from '../core/vit/token-layout.ts';
import { type Displayed, hasTrainedGates, type ShownAttention } from '../state/displayed.ts';
import type { AttentionScale, MapKind, Reading } from '../state/requested.ts';
import type { TraceRecord } from '../state/trace-record.ts';

/** A token in a sentence: "CLS", "register R1", "patch 4, 7". */
export function tokenPhrase(layout: TokenLayout, token: number): string {
  const role = tokenRole(layout, token);
  const name = tokenName(layout, token);
  if (role.kind === 'patch') return `patch ${name}`;
  return role.kind === 'cls' || role.kind === 'distillation' ? name : `register ${name}`;
}

/** What the attention maps show, as a sentence without its stop. */
export function attentionPhrase(layout: TokenLayout, { reading, token }: ShownAttention): string {
  const phrase = tokenPhrase(layout, token);
  switch (reading) {
    case 'attends-to':
      return `What ${phrase} attends to`;
    case 'attended-by':
      return `Who attends to ${phrase}`;
    case 'received':
      return 'Attention received, mean over all queries';
    case 'gate':
      return 'How far the gate is open at each token';
  }
}

/** A layer's map by name: "head 3", "mean of heads", "norms". */
export function mapPhrase(kind: MapKind): string {
  switch (kind.kind) {
    case 'head':
      return `head ${kind.head}`;
    case 'mean':
      return 'mean of heads';
    case 'norm':
      return 'token norms';
    case 'prompt':
      return `prompt ${kind.prompt + 1}`;
    case 'weighted':
      return 'weighted heads';
    case 'rollout':
      return 'rollout';
    case 'range':
      return 'range of layers';
  }
}

/** What a staged map shows, as a sentence without its stop. */
export function stagePhrase({ start, attention, prompts }: Displayed, kind: MapKind): string {
  switch (kind.kind) {
    case 'norm':
      return 'L2 norm of each token after the block';
    case 'prompt':
      return `Cosine of each patch with “${prompts?.[kind.prompt] ?? '…'}”: its last output through the final norm and the projection, as CLS goes`;
    case 'rollout':
      return 'Attention followed through the layers';
    case 'head':
    case 'mean':
    case 'weighted':
    case 'range':
      return attentionPhrase(start.layout, attention);
  }
}

export const READINGS: readonly { value: Reading; label: string; hint: string }[] = [
  { value: 'attends-to', label: 'attends to', hint: "The query's row: where its attention goes" },
  { value: 'attended-by', label: 'is attended by', hint: "The query's column: who attends to it" },
  {
    value: 'received',
    label: 'all queries',
    hint: 'Attention that each token receives, the mean over all queries',
  },
  {
    value: 'gate',
    label: 'gate',
    hint: 'How far each head is open at each token, 0 to 1: its trained gate, or 1 − the share that goes to the sinks',
  },
];

export const SCALES: readonly { value: AttentionScale; label: string }[] = [
  { value: 'head', label: 'per head' },
  { value: 'layer', label: 'per layer' },
  { value: 'fixed', label: 'fixed 0–1' },
];

/** What the top of an attention map's colour bar stands for. */
export function scaleNote(scale: AttentionScale): string {
  switch (scale) {
    case 'head':
      return 'each map up to its own largest patch';
    case 'layer':
      return "up to the layer's largest patch";
    case 'fixed':
      return 'the same 0 to 1 for every map';
  }
}

/** What the numbers of a map other than norms are and what the top of its colour bar stands for. */
export function mapScaleNote({ kind }: MapKind, scale: AttentionScale): string {
  if (kind === 'prompt') return 'cosine with the prompt, from the lowest patch to the highest';
  const isAlone = (kind === 'rollout' || kind === 'range') && scale === 'layer';
  return `${kind === 'rollout' ? 'flow' : 'attention weight'}, ${scaleNote(isAlone ? 'head' : scale)}`;
}

/** Where the gates that are shown come from: trained, or implied by what goes to sinks. */
export function gateSource(displayed: Displayed, record: TraceRecord): string {
  if (hasTrainedGates(displayed)) return 'trained gate';
  if (record.implied === undefined) return 'implied gate, after the last layer';
  const { layout } = displayed.start;
  const registers = specialTokens(layout).filter((token) => record.implied?.sinks.includes(token)).length;
  const outliers = record.implied.sinks.length - registers;
  const sinks = [counted(registers, 'register'), counted(outliers, 'outlier')].filter((text) => text !== '');
  return sinks.length === 0 ? 'no sinks, so no gate is implied' : `implied by ${sinks.join(' and ')}`;
}

function counted(count: number, noun: string): string {
  return count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;
}
