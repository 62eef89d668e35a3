import * as words from '#words/view/export-sheet.tsx';
import type { HeadMeasure } from '../../core/analysis/head-measures.ts';
import { InputError } from '../../core/input-error.ts';
import type { TokenLayout } from '../../core/vit/token-layout.ts';
import type { TraceTensorName } from '../../engine/engine.ts';
import { availableTensors } from '../../engine/tensor-shapes.ts';
import { hasTrainedGates, normLayersDone } from '../../state/displayed.ts';
import type { TokenMap } from '../../state/layer-maps.ts';
import { normLayers } from '../../state/norm-layers.ts';
import { layerNorms } from '../../state/trace-record.ts';
import { mapPhrase } from '../wording.ts';
import { chartsToCsv, chartsToJson, exportedCharts } from './charts-figure-data.ts';
import { citationText } from './citation-file.ts';
import { type ExportPlan, isFigure } from './export-plan.ts';
import { exportedGrid } from './exported-grid.ts';
import {
  type Fact,
  factLines,
  factsObject,
  imageFacts,
  modelFacts,
  readingFacts,
  type Subject,
} from './facts.ts';
import {
  chartFacts,
  type Figure,
  type FigureParts,
  gridFacts,
  lensesFacts,
  makeFigure,
  normsFacts,
  requireStaged,
  stageFacts,
} from './figures.ts';
import { comparedExports } from './lenses-figure-data.ts';
import { mapsToCsv, mapsToJson, mapToCsv, type NamedMap } from './map-text.ts';
import { printScene } from './print-scene.ts';
import { paintScene } from './scene-canvas.ts';
import { sceneToSvg } from './scene-svg.ts';

/** A file as it will be saved, and what the sheet shows of it. */
export interface ExportFile {
  readonly blob: Blob;
  readonly shown:
    | { readonly kind: 'figure'; readonly canvas: HTMLCanvasElement; readonly size: string }
    | { readonly kind: 'text'; readonly text: string };
}

/** 180 mm fits a page of A4 and of US letter. */
const LARGEST_WIDTH_MM = 180;
const MM_PER_PX = 25.4 / 96;

/** Makes the file that a plan asks for. @throws InputError where there is nothing to export yet. */
export async function makeFile(parts: FigureParts): Promise<ExportFile> {
  const { plan } = parts;
  if (isFigure(plan)) return figureFile(await makeFigure(parts), plan);
  if (plan.what === 'citation')
    return textFile(citationText(parts.subject, plan.format, parts.version), 'text/plain');
  if (plan.what === 'session') return sessionFile(parts);
  return textFile(mapText(parts), plan.format === 'csv' ? 'text/csv' : 'application/json');
}

async function figureFile(figure: Figure, plan: ExportPlan): Promise<ExportFile> {
  const canvas = document.createElement('canvas');
  const { scene } = figure;
  if (plan.format === 'png') {
    paintScene(canvas, scene, plan.scale);
    const size = words.pixels(canvas.width, canvas.height);
    return { blob: await canvasToPng(canvas), shown: { kind: 'figure', canvas, size } };
  }
  paintScene(canvas, scene, 2);
  const isPrint = plan.format === 'pdf-svg';
  const widthMm = Math.min(LARGEST_WIDTH_MM, scene.width * MM_PER_PX);
  const svg = sceneToSvg(isPrint ? printScene(scene) : scene, {
    imageOf: (raster) => raster.canvas.toDataURL('image/png'),
    title: figure.title,
    description: factLines(figure.facts).join('\n'),
    ...(isPrint && { widthMm }),
  });
  const size = isPrint
    ? words.millimetres(Math.round(widthMm), Math.round((widthMm * scene.height) / scene.width))
    : words.pixels(scene.width, scene.height);
  return { blob: new Blob([svg], { type: 'image/svg+xml' }), shown: { kind: 'figure', canvas, size } };
}

function canvasToPng(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new InputError(words.refusals.png));
    }, 'image/png'),
  );
}

function textFile(text: string, type: string): ExportFile {
  return { blob: new Blob([text], { type }), shown: { kind: 'text', text } };
}

function mapText({ scope, subject, plan, programFacts }: FigureParts): string {
  if (plan.what === 'charts') {
    const charts = exportedCharts(scope, subject);
    const facts = [...chartFacts(subject, charts), ...programFacts];
    if (plan.format === 'json') return chartsToJson(charts, factsObject(facts));
    return chartsToCsv(charts, factLines(facts));
  }
  const { maps, facts } = namedMaps(subject, plan, scope);
  const all = [...facts, ...programFacts];
  if (maps.length === 0) throw new InputError(words.refusals.noMaps);
  if (plan.format === 'json') return mapsToJson(maps, all);
  return plan.what === 'stage' && maps.length === 1 ? mapToCsv(maps[0]!, all) : mapsToCsv(maps, all);
}

/** The column of the values by which a list is ordered. */
const MEASURE_KEYS: Readonly<Record<HeadMeasure, string>> = {
  'sink-share': 'sink share', // no words
  entropy: 'entropy',
  similarity: 'similarity to stage', // no words
  distance: 'distance to lens', // no words
};

function namedMaps(
  subject: Subject,
  { what }: ExportPlan,
  scope: FigureParts['scope'],
): { readonly maps: readonly NamedMap[]; readonly facts: readonly Fact[] } {
  const { displayed, record, state } = subject;
  const { layout } = displayed.start;
  switch (what) {
    case 'grid': {
      const grid = exportedGrid(scope, subject);
      const { order, filter } = state.requested.grid;
      const maps = grid.cells.map(({ layer, kind, map, isKept, value }) => ({
        labels: {
          layer,
          map: mapPhrase(kind),
          ...(order !== 'layers' && value !== undefined && { [MEASURE_KEYS[order]]: value }),
          ...(filter?.others === 'dimmed' && { filter: isKept ? 'kept' : 'dimmed' }),
        },
        layout,
        tokens: map.tokens,
      }));
      return { maps, facts: gridFacts(subject, grid) };
    }
    case 'norms': {
      const { look, normSite } = state.requested;
      const layers = normLayers(record, normLayersDone(displayed, normSite), look.rule, normSite);
      const maps = layers.map(({ layer, outliers, summary }) => ({
        labels: {
          layer,
          outliers: outliers.indices.length,
          threshold: outliers.threshold,
          median: summary.median,
          max: summary.maximum,
        },
        layout,
        tokens: layerNorms(record, layer, normSite),
      }));
      return { maps, facts: normsFacts(subject) };
    }
    case 'lenses': {
      const exports = comparedExports(scope, state);
      const maps = exports.flatMap(({ letter, subject: of, map }) =>
        of && map ? mapsOf({ lens: letter, shows: map.kind }, of.displayed.start.layout, map) : [],
      );
      return { maps, facts: lensesFacts(subject, exports, false) };
    }
    default: {
      const staged = requireStaged(subject);
      const labels = { layer: staged.layer, map: mapPhrase(staged.kind) };
      return {
        maps: mapsOf(labels, layout, staged.map),
        facts: stageFacts(subject, staged, false),
      };
    }
  }
}

/** A map's numbers; of components one map each. */
function mapsOf(
  labels: NamedMap['labels'],
  layout: TokenLayout,
  { tokens, components }: TokenMap,
): readonly NamedMap[] {
  if (components === undefined) return [{ labels, layout, tokens }];
  return [0, 1, 2].map((component) => ({
    labels: { ...labels, component: component + 1 },
    layout,
    tokens: tokens.map((_, token) => components.projections[token * 3 + component]!),
  }));
}

async function sessionFile({
  scope,
  subject,
  plan,
  programFacts,
  version,
  now,
}: FigureParts): Promise<ExportFile> {
  const facts = [...modelFacts(subject), ...imageFacts(subject), ...readingFacts(subject), ...programFacts];
  const text = await scope.saveSession({
    withImage: plan.withImage,
    stamp: { program: `Sinkscope ${version}`, date: now.toISOString(), shown: factsObject(facts) }, // no words
  });
  // The image's bytes are no reading matter.
  const shown = text.replace(
    /("data": ")([^"]{40})[^"]*"/,
    (_, name: string, begin: string) => `${name}${begin}…"`,
  );
  return { blob: new Blob([text], { type: 'application/json' }), shown: { kind: 'text', text: shown } };
}

/** The tensors that the lens's trace has. */
export function tensorsOf({ displayed }: Subject): TraceTensorName[] {
  return availableTensors(displayed.model.spec, hasTrainedGates(displayed));
}

/** The settings that stand in a file of tensors. */
export function tensorMetadata(subject: Subject, programFacts: readonly Fact[]): Record<string, string> {
  return factsObject([...modelFacts(subject), ...imageFacts(subject), ...programFacts]);
}
