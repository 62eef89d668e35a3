import * as words from '#words/view/export-facts.ts';
import { describeRule } from '../../core/analysis/outliers.ts';
import { describeVariant } from '../../core/variant/variant.ts';
import { EMBEDDED_MODELS } from '../../hub/embedded-models.ts';
import { withinDepth } from '../../state/combining.ts';
import type { Displayed } from '../../state/displayed.ts';
import { componentsPlace } from '../../state/feature-maps.ts';
import { modelTitle } from '../../state/library.ts';
import type { ImageChoice, MapKind, ModelChoice, Requested } from '../../state/requested.ts';
import type { ScopeState } from '../../state/scope-state.ts';
import type { TraceRecord } from '../../state/trace-record.ts';
import { percent } from '../combining/combined-wording.ts';
import { basisPhrase } from '../features/component-wording.ts';
import { formatShare } from '../numbers.ts';
import { describeScale } from '../scale-note.ts';
import { attentionPhrase, gateSource, mapPhrase, stagePhrase } from '../wording.ts';
import { askingOf, askingPhrase } from './asking-patches.ts';

/** One setting in words, as it is stamped into what is exported. */
export interface Fact {
  /** In JSON and in the metadata of tensors, in every language. */
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

/** What is exported: a lens's trace, under the settings of the page. */
export interface Subject {
  readonly state: ScopeState;
  readonly displayed: Displayed;
  readonly record: TraceRecord;
  /** The model, at the very revision that was opened. */
  readonly model: ModelChoice;
}

/** A setting under the name that it has in this language. */
export function fact(key: keyof typeof words.names, value: string): Fact {
  return { key, name: words.names[key], value };
}

/** The program and the day. `now` in local time, as whoever saves it reads it. */
export function programFacts(version: string, now: Date): Fact[] {
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) =>
    String(part).padStart(2, '0'),
  );
  return [fact('made_with', words.madeWith(version, day.join('-')))];
}

/** Which model, and what was changed in it. */
export function modelFacts({ state, displayed, model }: Subject): Fact[] {
  const { spec } = displayed.model;
  const { registers } = displayed.start.layout;
  const { name, kind, sentence } = describeVariant(spec, displayed.interventions);
  return [
    fact('model', words.model(modelName(model, state), { ...spec, registers })),
    fact('variant', words.variant(name, kind, sentence)),
  ];
}

/** Which image, how it was fitted, and the grid that it makes. */
export function imageFacts({ state, displayed }: Subject): Fact[] {
  const { image, framing, start } = displayed;
  const { input, layout } = start;
  return [
    fact('image', words.image(imageName(displayed.imageChoice, state), image.width, image.height)),
    fact('framing', words.framing(framing.fit, input, layout)),
  ];
}

/** What the attention maps show: the reading and its query. */
export function readingFacts(subject: Subject): Fact[] {
  const { displayed, record } = subject;
  const { attention } = displayed;
  const gate = attention.reading === 'gate' ? gateSource(displayed, record) : undefined;
  const value = words.reading(attentionPhrase(displayed.start.layout, attention), gate);
  return [fact('reading', value), ...queryFacts(subject, { kind: 'mean' })];
}

/** The token or the patches that a map is asked from. */
export function queryFacts({ state, displayed }: Subject, kind: MapKind): Fact[] {
  const tokens = askingOf(displayed, kind);
  if (tokens.length === 0) return [];
  const asking = askingPhrase(displayed.start.layout, tokens);
  return [fact('query', words.query(asking, state.requested.query.pinned))];
}

/** Which map, its scale and how it is painted. */
export function mapFacts(
  { state, displayed, record }: Subject,
  { layer, map }: { readonly layer: number; readonly map: MapKind },
): Fact[] {
  const { look, normSite } = state.requested;
  const name = fact('map', words.map(layer, mapPhrase(map)));
  if (map.kind === 'pca') return [name];
  const gate = displayed.attention.reading === 'gate' ? gateSource(displayed, record) : undefined;
  const { layout } = displayed.start;
  const { extent, outside } = describeScale(map, look, { axis: look.normScale, gate, layout });
  const site = map.kind === 'norm' ? stagePhrase(displayed, map, normSite) : undefined;
  return [name, fact('scale', words.scale(site, extent, outside))];
}

/** How maps are painted; components have colours of their own. */
export function paintFacts(
  { look }: Pick<Requested, 'look'>,
  { withPhoto, kind }: { readonly withPhoto: boolean; readonly kind?: MapKind['kind'] },
): Fact[] {
  const percentOver = withPhoto ? Math.round(look.opacity * 100) : undefined;
  const palette = kind === 'pca' ? undefined : look.palette;
  return [fact('painting', words.painting(palette, look.smooth, percentOver))];
}

/** A prompt as it went to the text tower, template and all. */
export function promptFacts({ displayed }: Subject, kind: MapKind): Fact[] {
  if (kind.kind !== 'prompt') return [];
  return [fact('prompt', words.prompt(displayed.prompts?.[kind.prompt] ?? '…'))];
}

/** What combined maps are made by, as far as it stands behind these kinds of map. */
export function combiningFacts({ state, displayed }: Subject, kinds: readonly string[]): Fact[] {
  const { weights, range, rollout: asked } = state.requested.combining;
  const { heads, depth } = displayed.start;
  const isWeighted = kinds.includes('weighted') || (kinds.includes('range') && range.heads === 'weighted');
  const own = Array.from({ length: heads }, (_, head) => weights[head] ?? 1);
  const { start: first, discard, ...rollout } = displayed.rollout?.question.options ?? asked;
  const discarded = discard > 0 ? percent(discard) : undefined;
  return [
    ...(kinds.includes('rollout') ? [fact('rollout', words.rollout({ ...rollout, first, discarded }))] : []),
    ...(kinds.includes('range')
      ? [fact('range', words.range(withinDepth(range.start, depth), range.heads))]
      : []),
    ...(isWeighted ? [fact('head_weights', words.headWeights(own))] : []),
  ];
}

/** The mask over the staged map. */
export function maskFacts(share: number | undefined): Fact[] {
  return share === undefined ? [] : [fact('mask', words.mask(percent(share)))];
}

/** What the components of a layer were made from. */
export function componentFacts({ record }: Subject, layer: number, kind: MapKind): Fact[] {
  if (kind.kind !== 'pca') return [];
  const known = record.features?.components.get(componentsPlace(kind.site, layer));
  if (known?.map === undefined) return [];
  const shares = known.map.explained.map((share) => formatShare(share));
  return [fact('components', words.components(shares)), fact('basis', basisPhrase(known))];
}

/** The rule that calls norms outliers. */
export function ruleFacts({ look }: Pick<Requested, 'look'>): Fact[] {
  return [fact('outliers', describeRule(look.rule))];
}

/** A model's name with its revision. */
export function modelName(model: ModelChoice, { localModels }: Pick<ScopeState, 'localModels'>): string {
  const title = modelTitle(model, localModels);
  if (model.kind === 'hub') return model.revision ? title : words.modelNames.unpinned(title);
  if (model.kind === 'local') return words.modelNames.local(title);
  const { label } = EMBEDDED_MODELS.find(({ id }) => id === model.id)!;
  return words.modelNames.embedded(title, label);
}

/** The name of an image's file. */
export function imageName(choice: ImageChoice, { localImages }: Pick<ScopeState, 'localImages'>): string {
  if (choice.kind === 'sample') return words.sample(choice.file);
  return localImages.find(({ key }) => key === choice.key)?.name ?? words.localImage;
}

/** Facts as an object, for JSON and for the metadata of tensors. */
export function factsObject(facts: readonly Fact[]): Record<string, string> {
  return Object.fromEntries(facts.map(({ key, value }) => [key, value]));
}

/** Facts as lines: "Model: …". */
export function factLines(facts: readonly Fact[]): string[] {
  return facts.map(({ name, value }) => words.line(name, value));
}
