import { faults } from '#words/state/lessons.ts';
import { summarise } from '../../core/tensor/statistics.ts';
import {
  patchCount,
  patchValues,
  prefixCount,
  specialTokens,
  tokenCount,
  tokenRole,
} from '../../core/vit/token-layout.ts';
import { type Displayed, stagedMap } from '../displayed.ts';
import { normLayer } from '../norm-layers.ts';
import type { Requested } from '../requested.ts';
import { layerNorms, type TraceRecord } from '../trace-record.ts';

/** How each number of a trace is written in a text. */
const VALUES = {
  patches: 'count',
  tokens: 'count',
  heads: 'count',
  layers: 'count',
  registers: 'count',
  layer: 'count',
  outliers: 'count',
  outlierShare: 'share',
  ratio: 'value',
  median: 'value',
  largest: 'value',
  threshold: 'value',
  clsOnOutliers: 'share',
  clsOnRegisters: 'share',
} as const satisfies Record<string, LiveValue['form']>;

/** A number that a text names: of a layer, by default the staged one, and of a lens, by default the active one. */
export interface LiveValueName {
  readonly value: keyof typeof VALUES;
  /** `peak`: where the largest norm is the largest multiple of the median. */
  readonly layer?: number | 'peak' | 'last';
  /** Its place from the left, from 0. */
  readonly lens?: number;
}

/** A number of the page. */
export interface LiveValue {
  readonly form: 'count' | 'share' | 'value';
  readonly value: number;
}

/** What a lens shows. */
export interface LiveSource {
  readonly record: TraceRecord;
  readonly displayed: Displayed;
}

/** Reads a name such as "outliers", "ratio:peak" or "clsOnOutliers:5@b". @throws SyntaxError with a sentence. */
export function parseLiveValue(text: string): LiveValueName {
  const [, value = '', layer, letter] = /^(\w+)(?::(\d{1,3}|peak|last))?(?:@([a-d]))?$/.exec(text) ?? [];
  if (!Object.hasOwn(VALUES, value)) {
    throw new SyntaxError(faults.value(text.slice(0, 40), Object.keys(VALUES)));
  }
  return {
    value: value as LiveValueName['value'],
    ...(layer !== undefined && { layer: /\d/.test(layer) ? Number(layer) : (layer as 'peak' | 'last') }),
    ...(letter !== undefined && { lens: letter.charCodeAt(0) - 'a'.charCodeAt(0) }),
  };
}

/** The number, of a trace whose layer has run; undefined before. Layers beyond the model's mean its last one. */
export function liveValue(
  name: LiveValueName,
  source: LiveSource,
  { look, staged }: Pick<Requested, 'look' | 'staged'>,
): LiveValue | undefined {
  const form = VALUES[name.value];
  const { record, displayed } = source;
  const { layout, depth, heads } = record.start;
  const isOf = (value: number): LiveValue => ({ form, value });
  const registers = specialTokens(layout).filter((token) => /register/.test(tokenRole(layout, token).kind));
  switch (name.value) {
    case 'patches':
      return isOf(patchCount(layout));
    case 'tokens':
      return isOf(tokenCount(layout));
    case 'heads':
      return isOf(heads);
    case 'layers':
      return isOf(depth);
    case 'registers':
      return isOf(registers.length);
    default:
  }
  const layer = layerOf(name.layer ?? stagedMap(staged, displayed).layer, source);
  if (layer >= displayed.layersDone) return undefined;
  if (name.value === 'layer') return isOf(layer);
  if (name.value === 'clsOnRegisters') return isOf(clsShare(record, layer, registers));
  const { summary, outliers } = normLayer(record, layer, look.rule);
  switch (name.value) {
    case 'outliers':
      return isOf(outliers.indices.length);
    case 'outlierShare':
      return isOf(outliers.share);
    case 'ratio':
      return isOf(summary.maximum / summary.median);
    case 'median':
      return isOf(summary.median);
    case 'largest':
      return isOf(summary.maximum);
    case 'threshold':
      return isOf(outliers.threshold);
    case 'clsOnOutliers': {
      const tokens = outliers.indices.map((patch) => patch + prefixCount(layout));
      return isOf(clsShare(record, layer, tokens));
    }
  }
}

function layerOf(layer: number | 'peak' | 'last', source: LiveSource): number {
  const { depth } = source.record.start;
  if (layer === 'peak') return peakLayer(source);
  return layer === 'last' ? depth - 1 : Math.min(layer, depth - 1);
}

/** Where the largest norm is the largest multiple of the median; the model's depth until all layers have run. */
export function peakLayer({ record, displayed: { layersDone } }: LiveSource): number {
  const { depth, layout } = record.start;
  const ratios = Array.from({ length: layersDone }, (_, at) => {
    const { maximum, median } = summarise(patchValues(layout, layerNorms(record, at)));
    return maximum / median;
  });
  return ratios.length < depth ? depth : ratios.indexOf(Math.max(...ratios));
}

/** Share of CLS's attention in a layer that some tokens receive, mean over heads. */
function clsShare({ cls }: TraceRecord, layer: number, tokens: readonly number[]): number {
  let sum = 0;
  for (let head = 0; head < cls.heads; head++) {
    const row = (layer * cls.heads + head) * cls.tokens;
    for (const token of tokens) sum += cls.values[row + token]!;
  }
  return sum / cls.heads;
}
