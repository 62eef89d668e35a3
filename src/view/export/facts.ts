import { describeRule } from '../../core/analysis/outliers.ts';
import type { Fit } from '../../core/image/framing.ts';
import { describeVariant } from '../../core/variant/variant.ts';
import { EMBEDDED_MODELS } from '../../hub/embedded-models.ts';
import type { Displayed } from '../../state/displayed.ts';
import { modelTitle } from '../../state/library.ts';
import type { ImageChoice, MapKind, ModelChoice, Requested } from '../../state/requested.ts';
import type { ScopeState } from '../../state/scope-state.ts';
import type { TraceRecord } from '../../state/trace-record.ts';
import { attentionPhrase, gateSource, mapPhrase, mapScaleNote, tokenPhrase } from '../wording.ts';

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
export function readingFacts({ state, displayed, record }: Subject): Fact[] {
  const { layout } = displayed.start;
  const { attention } = displayed;
  const gate = attention.reading === 'gate' ? ` (${gateSource(displayed, record)})` : '';
  const pinned = state.requested.query.pinned ? ', pinned' : '';
  const hasQuery = attention.reading === 'attends-to' || attention.reading === 'attended-by';
  return [
    { name: 'Reading', value: `${attentionPhrase(layout, attention)}${gate}` },
    ...(hasQuery ? [{ name: 'Query', value: `${tokenPhrase(layout, attention.token)}${pinned}` }] : []),
  ];
}

/** Which map, its scale and how it is painted. */
export function mapFacts(
  { look }: Pick<Requested, 'look'>,
  { layer, map }: { readonly layer: number; readonly map: MapKind },
): Fact[] {
  const scale =
    map.kind === 'norm'
      ? `L2 norms of block outputs, ${look.normScale} scale, the layer’s patches`
      : mapScaleNote(map, look);
  return [
    { name: 'Map', value: `layer ${layer}, ${mapPhrase(map)}` },
    { name: 'Scale', value: scale },
  ];
}

/** How maps are painted. */
export function paintFacts({ look }: Pick<Requested, 'look'>, withPhoto: boolean): Fact[] {
  const over = withPhoto ? `, ${Math.round(look.opacity * 100)} % over the image` : '';
  return [{ name: 'Painting', value: `${look.palette}, ${look.smooth ? 'smooth' : 'patches'}${over}` }];
}

/** A prompt as it went to the text tower, template and all. */
export function promptFacts({ displayed }: Subject, kind: MapKind): Fact[] {
  if (kind.kind !== 'prompt') return [];
  return [{ name: 'Prompt', value: `“${displayed.prompts?.[kind.prompt] ?? '…'}”` }];
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
