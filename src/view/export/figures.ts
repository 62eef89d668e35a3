import * as factWords from '#words/view/export-facts.ts';
import * as words from '#words/view/export-figures.ts';
import { refusals } from '#words/view/export-sheet.tsx';
import { InputError } from '../../core/input-error.ts';
import { sampleUrl } from '../../hub/sample-images.ts';
import type { Scope } from '../../state/scope.ts';
import { normSiteName, scaleNote, stagePhrase } from '../wording.ts';
import type { Drawing } from './caption-marks.ts';
import { type ExportedCharts, exportedCharts } from './charts-figure-data.ts';
import { chartsScene } from './charts-scene.ts';
import type { ExportPlan } from './export-plan.ts';
import { arrangementFacts, type ExportedGrid, exportedGrid } from './exported-grid.ts';
import {
  combiningFacts,
  componentFacts,
  type Fact,
  fact,
  imageFacts,
  mapFacts,
  maskFacts,
  modelFacts,
  paintFacts,
  promptFacts,
  queryFacts,
  readingFacts,
  ruleFacts,
  type Subject,
} from './facts.ts';
import { FIGURE_THEMES } from './figure-theme.ts';
import { gridFigure } from './grid-figure-data.ts';
import { gridScene } from './grid-scene.ts';
import { comparedExports, lensesFigure, lensFacts } from './lenses-figure-data.ts';
import { lensesScene } from './lenses-scene.ts';
import { normsFigure } from './norms-figure-data.ts';
import { normsScene } from './norms-scene.ts';
import type { Scene } from './scene.ts';
import { createMeasure, loadFonts } from './scene-canvas.ts';
import {
  maskShare,
  readPicture,
  type StagedExport,
  specialValues,
  stagedBars,
  stagedExport,
  stagedTitle,
} from './stage-figure-data.ts';
import { pictureScene, stageScene } from './stage-scene.ts';

/** A figure, and the settings that stand in it. */
export interface Figure {
  readonly scene: Scene;
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** What a figure is made from. */
export interface FigureParts {
  readonly scope: Scope;
  readonly subject: Subject;
  readonly plan: ExportPlan;
  readonly programFacts: readonly Fact[];
  readonly version: string;
  readonly now: Date;
}

/** Makes the figure that a plan asks for. @throws InputError where there is nothing to show yet. */
export async function makeFigure(parts: FigureParts): Promise<Figure> {
  await loadFonts();
  // Print has its own ground.
  const ground = parts.plan.format === 'pdf-svg' ? 'white' : parts.plan.ground;
  const drawing: Drawing = { theme: FIGURE_THEMES[ground], measure: createMeasure() };
  switch (parts.plan.what) {
    case 'grid':
      return makeGrid(parts, drawing);
    case 'norms':
      return makeNorms(parts, drawing);
    case 'charts':
      return makeCharts(parts, drawing);
    case 'lenses':
      return makeLenses(parts, drawing);
    default:
      return makeStage(parts, drawing);
  }
}

/** The longest side of the stage's picture at first. */
const STAGE_PX = 560;

async function makeStage({ subject, plan, programFacts }: FigureParts, drawing: Drawing): Promise<Figure> {
  const staged = requireStaged(subject);
  const { look } = subject.state.requested;
  const picture = await readPicture({
    displayed: subject.displayed,
    map: staged.map,
    kind: staged.kind,
    look,
    palette: look.palette,
    photoUrl: plan.withPhoto ? photoUrl(subject) : undefined,
    fill: drawing.theme.well,
    longestPx: STAGE_PX,
    photoScale: photoScale(plan),
    maskShare: maskShare(subject, staged.kind),
  });
  const facts = [...stageFacts(subject, staged, plan.withPhoto), ...programFacts];
  const text = stagedTitle(subject, staged);
  const bars = stagedBars(subject, staged);
  const special = specialValues(subject.displayed.start.layout, staged.map, look.palette);
  const scene = plan.withCaption
    ? stageScene({ ...text, picture, special, bars, facts }, drawing)
    : pictureScene(picture, drawing.theme.well);
  return { scene, title: words.figure(text.title, text.subtitle), facts };
}

/** The staged map. @throws InputError where it has not been computed. */
export function requireStaged(subject: Subject): StagedExport {
  const staged = stagedExport(subject);
  if (staged) return staged;
  throw new InputError(refusals.noStage);
}

/** All settings behind the stage's map. */
export function stageFacts(subject: Subject, staged: StagedExport, withPhoto: boolean): Fact[] {
  const { requested } = subject.state;
  return [
    ...modelFacts(subject),
    ...imageFacts(subject),
    ...mapFacts(subject, { layer: staged.layer, map: staged.kind }),
    ...kindFacts(subject, staged),
    ...maskFacts(maskShare(subject, staged.kind)),
    ...paintFacts(requested, { withPhoto, kind: staged.kind.kind }),
  ];
}

/** What a kind of map depends on. */
function kindFacts(subject: Subject, { kind, layer }: StagedExport): Fact[] {
  switch (kind.kind) {
    case 'norm':
      return ruleFacts(subject.state.requested);
    case 'prompt':
      return promptFacts(subject, kind);
    case 'pca':
      return componentFacts(subject, layer, kind);
    case 'similarity':
      return queryFacts(subject, kind);
    case 'rollout':
      return [...combiningFacts(subject, [kind.kind]), ...queryFacts(subject, kind)];
    default:
      return [...combiningFacts(subject, [kind.kind]), ...readingFacts(subject)];
  }
}

function makeGrid({ scope, subject, programFacts }: FigureParts, drawing: Drawing): Figure {
  const grid = exportedGrid(scope, subject);
  if (grid.cells.length === 0) throw new InputError(emptyGrid(subject));
  const facts = [...gridFacts(subject, grid), ...programFacts];
  const figure = gridFigure(subject, grid, facts);
  return { scene: gridScene(figure, drawing), title: words.figure(figure.title, figure.subtitle), facts };
}

function emptyGrid({ displayed }: Subject): string {
  return displayed.layersDone === 0 ? refusals.noMaps : refusals.hiddenMaps;
}

/** All settings behind the grid's maps. */
export function gridFacts(subject: Subject, grid: ExportedGrid): Fact[] {
  const { look, normSite, combining } = subject.state.requested;
  const norms = { of: normSiteName(normSite), axis: look.normScale, range: look.range };
  return [
    ...modelFacts(subject),
    ...imageFacts(subject),
    ...readingFacts(subject),
    ...arrangementFacts(subject, grid),
    ...(grid.isRanked ? [] : combiningFacts(subject, combining.columns)),
    fact('scale', factWords.gridScale(scaleNote(look), grid.isRanked ? undefined : norms)),
    ...paintFacts({ look: { ...look, smooth: false } }, { withPhoto: false }),
  ];
}

function makeNorms({ subject, programFacts }: FigureParts, drawing: Drawing): Figure {
  const facts = [...normsFacts(subject), ...programFacts];
  const figure = normsFigure(subject, facts);
  if (figure === undefined) throw new InputError(refusals.noNorms);
  return { scene: normsScene(figure, drawing), title: words.figure(figure.title, figure.subtitle), facts };
}

/** All settings behind the norms. */
export function normsFacts(subject: Subject): Fact[] {
  const { requested } = subject.state;
  const site = stagePhrase(subject.displayed, { kind: 'norm' }, requested.normSite);
  return [
    ...modelFacts(subject),
    ...imageFacts(subject),
    ...ruleFacts(requested),
    fact('norms', factWords.norms(site, requested.look.normScale)),
    ...paintFacts({ look: { ...requested.look, smooth: false } }, { withPhoto: false }),
  ];
}

function makeCharts({ scope, subject, programFacts }: FigureParts, drawing: Drawing): Figure {
  const exported = exportedCharts(scope, subject);
  const facts = [...chartFacts(subject, exported), ...programFacts];
  const { charts } = exported;
  if (charts.every(({ lines }) => lines.every(({ values }) => values.length === 0)))
    throw new InputError(refusals.noNumbers);
  const title = charts.length === 1 ? words.charts.oneTitle(charts[0]!.title) : words.charts.title;
  const subtitle = words.charts.subtitle(charts.some(({ axis }) => axis === 'log'));
  return {
    scene: chartsScene({ title, subtitle, charts, facts }, drawing),
    title: words.figure(title, subtitle),
    facts,
  };
}

/** All settings behind the charts. */
export function chartFacts(subject: Subject, { lensFacts: ofLenses, charts }: ExportedCharts): Fact[] {
  const { requested } = subject.state;
  const hasNorms = charts.some(({ measure }) => measure !== 'entropy');
  return [
    ...(ofLenses.length > 0 ? ofLenses : modelFacts(subject)),
    ...imageFacts(subject),
    ...(hasNorms ? ruleFacts(requested) : []),
  ];
}

async function makeLenses(parts: FigureParts, drawing: Drawing): Promise<Figure> {
  const { scope, subject, plan, programFacts } = parts;
  const exports = comparedExports(scope, subject.state);
  const facts = [...lensesFacts(subject, exports, plan.withPhoto), ...programFacts];
  const figure = await lensesFigure(exports, {
    photoUrl: plan.withPhoto ? photoUrl(subject) : undefined,
    fill: drawing.theme.well,
    photoScale: photoScale(plan),
    facts,
  });
  if (figure === undefined) throw new InputError(refusals.noLenses);
  return { scene: lensesScene(figure, drawing), title: words.figure(figure.title, figure.subtitle), facts };
}

/** All settings behind the lenses. */
export function lensesFacts(
  subject: Subject,
  exports: Parameters<typeof lensFacts>[0],
  withPhoto: boolean,
): Fact[] {
  const { requested } = subject.state;
  const staged = requireStaged(subject);
  const { comparison } = requested;
  // A shared scale takes the place of the map's own.
  const map = mapFacts(subject, { layer: staged.layer, map: staged.kind });
  return [
    ...lensFacts(exports),
    ...imageFacts(subject),
    ...(comparison.scale === 'own' ? map : map.slice(0, 1)),
    ...kindFacts(subject, staged),
    ...maskFacts(maskShare(subject, staged.kind)),
    // Colours are not scaled, and have no differences.
    ...(staged.kind.kind === 'pca'
      ? []
      : [fact('comparison', factWords.comparison(comparison.shows, comparison.scale))]),
    ...paintFacts(requested, { withPhoto, kind: staged.kind.kind }),
  ];
}

/** Vector figures are looked at closely. */
function photoScale({ format, scale }: ExportPlan): number {
  return format === 'png' ? scale : 2;
}

function photoUrl({ state, displayed: { imageChoice } }: Subject): string | undefined {
  if (imageChoice.kind === 'sample') return sampleUrl(import.meta.env.BASE_URL, imageChoice.file);
  return state.localImages.find(({ key }) => key === imageChoice.key)?.url;
}
