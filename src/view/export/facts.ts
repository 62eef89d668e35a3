import { describeRule } from '../../core/analysis/outliers.ts';
import type { Fit } from '../../core/image/framing.ts';
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

const FIT_WORDS: Readonly<Record<Fit, string>> = {
  publisher: 'the publisher’s recipe',
  whole: 'the whole image at its true aspect ratio',
  crop: 'the largest centre crop',
  pad: 'the whole image, padded',
  stretch: 'the whole image, stretched',
};

/** The program and the day. `now` in local time, as whoever saves it reads it. */
export function programFacts(version: string, now: Date): Fact[] {
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) =>
    String(part).padStart(2, '0'),
  );
  return [{ name: 'Made with', value: `Sinkscope ${version}, ${day.join('-')}` }];
}

/** Which model, and what was changed in it. */
export function modelFacts({ state, displayed, model }: Subject): Fact[] {
  const { spec } = displayed.model;
  const { layout } = displayed.start;
  const variant = describeVariant(spec, displayed.interventions);
  const registers = layout.registers > 0 ? `, ${layout.registers} registers` : '';
  const shape = `${spec.depth} layers × ${spec.heads} heads, width ${spec.width}, patch ${spec.patch}${registers}`;
  const name = variant.kind === 'trained' ? variant.name : `${variant.name} (${variant.kind})`;
  return [
    { name: 'Model', value: `${modelName(model, state)}; ${shape}` },
    { name: 'Variant', value: `${name}: ${variant.sentence}` },
  ];
}

/** Which image, how it was fitted, and the grid that it makes. */
export function imageFacts({ state, displayed }: Subject): Fact[] {
  const { image, framing, start } = displayed;
  const { input, layout } = start;
  return [
    {
      name: 'Image',
      value: `${imageName(displayed.imageChoice, state)}, ${image.width} × ${image.height} px`,
    },
    {
      name: 'Framing',
      value: `${FIT_WORDS[framing.fit]}; input ${input.width} × ${input.height} px, ${layout.columns} × ${layout.rows} patches`,
    },
  ];
}

/** What the attention maps show: the reading and its query. */
export function readingFacts(subject: Subject): Fact[] {
  const { displayed, record } = subject;
  const { attention } = displayed;
  const gate = attention.reading === 'gate' ? ` (${gateSource(displayed, record)})` : '';
  const value = `${attentionPhrase(displayed.start.layout, attention)}${gate}`;
  return [{ name: 'Reading', value }, ...queryFacts(subject, { kind: 'mean' })];
}

/** The token or the patches that a map is asked from. */
export function queryFacts({ state, displayed }: Subject, kind: MapKind): Fact[] {
  const tokens = askingOf(displayed, kind);
  if (tokens.length === 0) return [];
  const pinned = state.requested.query.pinned ? ', pinned' : '';
  return [{ name: 'Query', value: `${askingPhrase(displayed.start.layout, tokens)}${pinned}` }];
}

/** Which map, its scale and how it is painted. */
export function mapFacts(
  { state, displayed, record }: Subject,
  { layer, map }: { readonly layer: number; readonly map: MapKind },
): Fact[] {
  const { look, normSite } = state.requested;
  const name = { name: 'Map', value: `layer ${layer}, ${mapPhrase(map)}` };
  if (map.kind === 'pca') return [name];
  const gate = displayed.attention.reading === 'gate' ? gateSource(displayed, record) : undefined;
  const { layout } = displayed.start;
  const { extent, outside } = describeScale(map, look, { axis: look.normScale, gate, layout });
  const site = map.kind === 'norm' ? `${stagePhrase(displayed, map, normSite)}; ` : '';
  return [name, { name: 'Scale', value: `${site}${uncapitalised(extent)}${outside}` }];
}

function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** How maps are painted. */
export function paintFacts(
  { look }: Pick<Requested, 'look'>,
  { withPhoto, colours = look.palette }: { readonly withPhoto: boolean; readonly colours?: string },
): Fact[] {
  const over = withPhoto ? `, ${Math.round(look.opacity * 100)} % over the image` : '';
  return [{ name: 'Painting', value: `${colours}, ${look.smooth ? 'smooth' : 'patches'}${over}` }];
}

/** A prompt as it went to the text tower, template and all. */
export function promptFacts({ displayed }: Subject, kind: MapKind): Fact[] {
  if (kind.kind !== 'prompt') return [];
  return [{ name: 'Prompt', value: `“${displayed.prompts?.[kind.prompt] ?? '…'}”` }];
}

/** What combined maps are made by, as far as it stands behind these kinds of map. */
export function combiningFacts({ state, displayed }: Subject, kinds: readonly string[]): Fact[] {
  const { weights, range, rollout: asked } = state.requested.combining;
  const { heads, depth } = displayed.start;
  const isWeighted = kinds.includes('weighted') || (kinds.includes('range') && range.heads === 'weighted');
  const listed = Array.from({ length: heads }, (_, head) => `${head} × ${weights[head] ?? 1}`);
  const rollout = displayed.rollout?.question.options ?? asked;
  const kept = rollout.discard > 0 ? `, lowest ${percent(rollout.discard)} discarded` : '';
  const facts: (Fact | undefined)[] = [
    kinds.includes('rollout')
      ? {
          name: 'Rollout',
          value: `from layer ${rollout.start}, ${rollout.heads} of heads, ${rollout.identity ? 'with' : 'without'} identity${kept}`,
        }
      : undefined,
    kinds.includes('range')
      ? { name: 'Range', value: `from layer ${withinDepth(range.start, depth)}, ${range.heads} of heads` }
      : undefined,
    isWeighted ? { name: 'Head weights', value: listed.join(', ') } : undefined,
  ];
  return facts.filter((fact) => fact !== undefined);
}

/** The mask over the staged map. */
export function maskFacts(share: number | undefined): Fact[] {
  if (share === undefined) return [];
  return [
    { name: 'Mask', value: `the patches that hold ${percent(share)} of the map’s mass, as DINO’s script` },
  ];
}

/** What the components of a layer were made from. */
export function componentFacts({ record }: Subject, layer: number, kind: MapKind): Fact[] {
  if (kind.kind !== 'pca') return [];
  const known = record.features?.components.get(componentsPlace(kind.site, layer));
  if (known?.map === undefined) return [];
  const shares = known.map.explained.map((share) => formatShare(share)).join(', ');
  return [
    { name: 'Components', value: `red, green and blue hold ${shares} of the variance` },
    { name: 'Basis', value: basisPhrase(known) },
  ];
}

/** The rule that calls norms outliers. */
export function ruleFacts({ look }: Pick<Requested, 'look'>): Fact[] {
  return [{ name: 'Outliers', value: describeRule(look.rule) }];
}

/** A model's name with its revision. */
export function modelName(model: ModelChoice, { localModels }: Pick<ScopeState, 'localModels'>): string {
  const title = modelTitle(model, localModels);
  if (model.kind === 'hub') return model.revision ? title : `${title}, main branch`;
  if (model.kind === 'local') return `${title}, from this device`;
  const { label } = EMBEDDED_MODELS.find(({ id }) => id === model.id)!;
  return `${title}: ${label.replace(/^Mini: /, '')}`;
}

/** The name of an image's file. */
export function imageName(choice: ImageChoice, { localImages }: Pick<ScopeState, 'localImages'>): string {
  if (choice.kind === 'sample') return `sample ${choice.file}`;
  return localImages.find(({ key }) => key === choice.key)?.name ?? 'a local image';
}

/** Facts as an object, for JSON and for the metadata of tensors. */
export function factsObject(facts: readonly Fact[]): Record<string, string> {
  return Object.fromEntries(facts.map(({ name, value }) => [name.toLowerCase().replaceAll(' ', '_'), value]));
}

/** Facts as lines: "Model: …". */
export function factLines(facts: readonly Fact[]): string[] {
  return facts.map(({ name, value }) => `${name}: ${value}`);
}
