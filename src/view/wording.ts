import { tag } from '#words/language.ts';
import * as words from '#words/view/wording.ts';
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
  if (role.kind === 'patch') return words.patch(name);
  return role.kind === 'cls' || role.kind === 'distillation' ? name : words.register(name);
}

/** What asks, by name, or how many patches: "CLS", "24 patches". */
export function queryPhrase(
  layout: TokenLayout,
  { token, tokens }: { readonly token: number; readonly tokens?: readonly number[] | undefined },
): string {
  return tokens ? words.patches(tokens.length) : tokenPhrase(layout, token);
}

/** What the attention maps show, as a sentence without its stop. */
export function attentionPhrase(
  layout: TokenLayout,
  { reading, token, tokens }: Omit<ShownAttention, 'layers'>,
): string {
  const { shows } = words;
  const who = queryPhrase(layout, { token, tokens });
  switch (reading) {
    case 'attends-to':
      return tokens ? shows.setAttendsTo(who) : shows.attendsTo(who);
    case 'attended-by':
      return tokens ? shows.setAttendedBy(who) : shows.attendedBy(who);
    case 'received':
      return shows.received;
    case 'gate':
      return shows.gate;
  }
}

/** A layer's map by name: "head 3", "mean of heads", "token norms". */
export function mapPhrase(kind: MapKind): string {
  return columnTitle(kind);
}

/** What a staged map shows, as a sentence without its stop. */
export function stagePhrase(displayed: Displayed, kind: MapKind, site: NormSite): string {
  const { shows } = words;
  const { start, attention, prompts } = displayed;
  switch (kind.kind) {
    case 'norm':
      return words.normSites[site].phrase;
    case 'prompt':
      return shows.prompt(prompts?.[kind.prompt] ?? '…');
    case 'similarity': {
      const query = queryOf(displayed, kind);
      const who = queryPhrase(start.layout, query);
      return query.tokens ? shows.setSimilarity(who) : shows.similarity(who);
    }
    case 'pca':
      return shows.components;
    case 'rollout':
      return attention.tokens ? shows.setRollout(queryPhrase(start.layout, attention)) : shows.rollout;
    case 'head':
    case 'mean':
    case 'max':
    case 'weighted':
    case 'range':
      return attentionPhrase(start.layout, attention);
  }
}

/** What the norms are of, each with the sentence that says it exactly. */
export const NORM_SITE_NAMES: readonly { value: NormSite; label: string; phrase: string }[] = (
  ['output', 'final', 'attention', 'mlp'] as const
).map((value) => ({ value, ...words.normSites[value] }));

/** What norms are of, in a few words. */
export function normSiteName(site: NormSite): string {
  return words.normSiteNames[site];
}

export const READINGS: readonly { value: Reading; label: string; hint: string }[] = (
  ['attends-to', 'attended-by', 'received', 'gate'] as const
).map((value) => ({ value, ...words.readings[value] }));

export const SCALES: readonly { value: AttentionScale; label: string }[] = (
  ['head', 'layer', 'fixed'] as const
).map((value) => ({ value, label: words.scales[value] }));

/** What the top of an attention map's colour bar stands for. */
export function scaleNote({ scale, range }: Pick<Look, 'scale' | 'range'>): string {
  return words.scaleNote(scale, range);
}

/** What the numbers of a map other than norms are and what the top of its colour bar stands for. */
export function mapScaleNote({ kind }: MapKind, { scale, range }: Pick<Look, 'scale' | 'range'>): string {
  const notes = words.mapScaleNotes;
  if (kind === 'similarity') return scale === 'fixed' ? notes.fixedSimilarity : notes.similarity;
  if (kind === 'prompt') return notes.prompt;
  const isAlone = (kind === 'rollout' || kind === 'range') && scale === 'layer';
  return notes[kind === 'rollout' ? 'rollout' : 'attention'](isAlone ? 'head' : scale, range);
}

/** Where the gates that are shown come from: trained, or implied by what goes to sinks. */
export function gateSource(displayed: Displayed, record: TraceRecord): string {
  if (hasTrainedGates(displayed)) return words.gates.trained;
  if (record.implied === undefined) return words.gates.later;
  const { layout } = displayed.start;
  const registers = specialTokens(layout).filter((token) => record.implied?.sinks.includes(token)).length;
  const outliers = record.implied.sinks.length - registers;
  return registers + outliers === 0 ? words.gates.none : words.gates.impliedBy(registers, outliers);
}

/** What a token's share of a map is a share of. */
export function shareNote(reading: Reading): string {
  return words.shareOf[reading];
}

/** A sentence's first letter. */
export function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase(tag) + text.slice(1);
}
