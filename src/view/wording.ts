import type { NormSite } from '../core/analysis/norm-sites.ts';
import { specialTokens, type TokenLayout, tokenName, tokenRole } from '../core/vit/token-layout.ts';
import { type Displayed, hasTrainedGates, queryOf, type ShownAttention } from '../state/displayed.ts';
import { columnTitle } from '../state/grid-columns.ts';
import type { AttentionScale, Look, MapKind, Reading } from '../state/requested.ts';
import type { TraceRecord } from '../state/trace-record.ts';

/** A token in a sentence: "CLS", "register R1", "patch 4, 7". */
export function tokenPhrase(layout: TokenLayout, token: number): string {
  const role = tokenRole(layout, token);
  const name = tokenName(layout, token);
  if (role.kind === 'patch') return `patch ${name}`;
  return role.kind === 'cls' || role.kind === 'distillation' ? name : `register ${name}`;
}

/** What asks, by name, or how many patches: "CLS", "24 patches". */
export function queryPhrase(
  layout: TokenLayout,
  { token, tokens }: { readonly token: number; readonly tokens?: readonly number[] | undefined },
): string {
  return tokens ? counted(tokens.length, 'patch', 'patches') : tokenPhrase(layout, token);
}

/** What the attention maps show, as a sentence without its stop. */
export function attentionPhrase(
  layout: TokenLayout,
  { reading, token, tokens }: Omit<ShownAttention, 'layers'>,
): string {
  const phrase = queryPhrase(layout, { token, tokens });
  switch (reading) {
    case 'attends-to':
      return tokens ? `What ${phrase} attend to, mean of the set` : `What ${phrase} attends to`;
    case 'attended-by':
      return `Who attends to ${phrase}${tokens ? ', sum over the set' : ''}`;
    case 'received':
      return 'Attention received, mean over all queries';
    case 'gate':
      return 'How far the gate is open at each token';
  }
}

/** A layer's map by name: "head 3", "mean of heads", "token norms". */
export function mapPhrase(kind: MapKind): string {
  return columnTitle(kind);
}

/** What a staged map shows, as a sentence without its stop. */
export function stagePhrase(displayed: Displayed, kind: MapKind, site: NormSite): string {
  const { start, attention, prompts } = displayed;
  switch (kind.kind) {
    case 'norm':
      return normPhrase(site);
    case 'prompt':
      return `Cosine of each patch with “${prompts?.[kind.prompt] ?? '…'}”: its last output through the final norm and the projection, as CLS goes`;
    case 'similarity':
      return `Cosine with ${queryPhrase(start.layout, queryOf(displayed, kind))}${queryOf(displayed, kind).tokens ? ', mean of the set' : ''}`;
    case 'pca':
      return 'Three principal components as red, green and blue';
    case 'rollout':
      return `Attention followed through the layers${attention.tokens ? `, mean over ${queryPhrase(start.layout, attention)}` : ''}`;
    case 'head':
    case 'mean':
    case 'max':
    case 'weighted':
    case 'range':
      return attentionPhrase(start.layout, attention);
  }
}

/** What the norms are of, each with the sentence that says it exactly. */
export const NORM_SITE_NAMES: readonly { value: NormSite; label: string; phrase: string }[] = [
  { value: 'output', label: 'block output', phrase: 'L2 norm of each token after the block' },
  {
    value: 'final',
    label: 'after final norm',
    phrase: 'L2 norm of each token after the block and the model’s final norm, as if the layer were the last',
  },
  {
    value: 'attention',
    label: 'attention output',
    phrase: 'L2 norm of what the attention branch adds to each token',
  },
  { value: 'mlp', label: 'MLP output', phrase: 'L2 norm of what the MLP branch adds to each token' },
];

/** What the norms of a site are of, as a sentence without its stop. */
function normPhrase(site: NormSite): string {
  return NORM_SITE_NAMES.find(({ value }) => value === site)!.phrase;
}

/** What norms are of, in a few words. */
export function normSiteName(site: NormSite): string {
  if (site === 'final') return 'output after the final norm';
  return NORM_SITE_NAMES.find(({ value }) => value === site)!.label;
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
export function scaleNote({ scale, range }: Pick<Look, 'scale' | 'range'>): string {
  const what = range === 'patches' ? 'patch' : 'token';
  switch (scale) {
    case 'head':
      return `each map up to its own largest ${what}`;
    case 'layer':
      return `up to the layer's largest ${what}`;
    case 'fixed':
      return 'the same 0 to 1 for every map';
  }
}

/** What the ends of a similarity's colour bar stand for, without its stop. */
function similarityNote(scale: AttentionScale): string {
  return scale === 'fixed'
    ? 'cosine, the same 0 to 1 for every map'
    : 'cosine, from the least to the most alike patch beside the query';
}

/** What the numbers of a map other than norms are and what the top of its colour bar stands for. */
export function mapScaleNote({ kind }: MapKind, { scale, range }: Pick<Look, 'scale' | 'range'>): string {
  if (kind === 'similarity') return similarityNote(scale);
  if (kind === 'prompt') return 'cosine with the prompt, from the lowest patch to the highest';
  const isAlone = (kind === 'rollout' || kind === 'range') && scale === 'layer';
  return `${kind === 'rollout' ? 'flow' : 'attention weight'}, ${scaleNote({ scale: isAlone ? 'head' : scale, range })}`;
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

function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return count === 0 ? '' : `${count} ${count === 1 ? noun : nouns}`;
}

/** What a token's share of a map is a share of. */
export function shareNote(reading: Reading): string {
  switch (reading) {
    case 'attends-to':
      return 'of its attention';
    case 'attended-by':
      return 'of all that it receives';
    case 'received':
      return 'of all attention';
    case 'gate':
      return '';
  }
}

/** A sentence's first letter. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
