import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkpointBeside } from '../../../../tools/fixtures/tensor-file.ts';
import { decodeImage } from '../../../cli/decode-image.ts';
import { openFileSource } from '../../../cli/file-source.ts';
import { causalAttention } from '../../../core/analysis/normalised-row.ts';
import { summarise } from '../../../core/tensor/statistics.ts';
import { patchValues } from '../../../core/vit/token-layout.ts';
import type { Engine } from '../../../engine/engine.ts';
import { createLocalEngine } from '../../../engine/local-engine.ts';
import { createNodeRuntime } from '../../../engine/node.ts';
import type { Displayed } from '../../../state/displayed.ts';
import type { Lens } from '../../../state/lens.ts';
import { activeLens } from '../../../state/lens.ts';
import { type Lesson, parseLesson } from '../../../state/lessons/lesson.ts';
import { parseMarkup } from '../../../state/lessons/lesson-markup.ts';
import { applySettings, requestAt } from '../../../state/lessons/lesson-request.ts';
import { type LiveSource, liveValue, parseLiveValue } from '../../../state/lessons/live-value.ts';
import { normLayer } from '../../../state/norm-layers.ts';
import { INITIAL_REQUEST, type Requested } from '../../../state/requested.ts';
import { createTraceRecords, layerNorms } from '../../../state/trace-record.ts';

const open = join(import.meta.dirname, '../../../../public');
const lessons: Readonly<Record<string, Lesson>> = Object.fromEntries(
  readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.lesson.json'))
    .map((name) => [
      name.replace(/^\d+-(.*)\.lesson\.json$/, '$1'),
      parseLesson(readFileSync(join(import.meta.dirname, name), 'utf8'), name),
    ]),
);

let engine: Engine;
let sample = '';
const sources = new Map<string, Promise<LiveSource>>();
beforeAll(async () => {
  engine = createLocalEngine(await createNodeRuntime({ prefer: 'wasm' }), {
    decode: async () => decodeImage(await openFileSource(join(open, 'samples', sample), sample), sample),
    traceBudgetBytes: 2 ** 30,
  });
});

/** What the page asks for at a step, counted from 1, or once its answer is shown. */
function asked(id: string, step: number, isRevealed = false): Requested {
  const lesson = lessons[id]!;
  const begun = requestAt(lesson, step - 1, INITIAL_REQUEST);
  const set = isRevealed && lesson.steps[step - 1]!.question?.set;
  return set ? applySettings(begun, set) : begun;
}

/** The trace of a lens, as the page would run it. */
function traced(requested: Requested, lens: Lens = activeLens(requested)): Promise<LiveSource> {
  const { image } = requested;
  if (lens.model.kind !== 'embedded' || image?.kind !== 'sample') throw new Error('Not of the page itself.');
  const key = JSON.stringify([lens.model.id, lens.interventions, image.file]);
  const known = sources.get(key) ?? trace(lens.model.id, lens, image.file);
  sources.set(key, known);
  return known;
}

async function trace(model: string, { interventions }: Lens, file: string): Promise<LiveSource> {
  sample = file;
  const image = (await engine.decode(new Blob())).id;
  const { id } = await engine.open(await checkpointBeside(join(open, 'models', model, 'config.json')));
  const records = createTraceRecords();
  const summary = await engine.trace(
    {
      model: id,
      image,
      framing: { fit: 'publisher' },
      positionRule: 'publisher',
      queryToken: 0,
      interventions,
    },
    { onStart: records.begin, onLayer: records.addLayer },
  );
  const record = records.get(summary.trace)!;
  return { record, displayed: { start: record.start, layersDone: record.start.depth } as Displayed };
}

async function value(requested: Requested, name: string, lens?: Lens): Promise<number> {
  return liveValue(parseLiveValue(name), await traced(requested, lens), requested)!.value;
}

describe('what the lessons say', () => {
  it('has a number wherever a text leaves one to the page, and no more lenses than there are', async () => {
    for (const [id, { steps }] of Object.entries(lessons)) {
      for (const [at, { text, question }] of steps.entries()) {
        const told = [
          { of: asked(id, at + 1), texts: [...text, ...(question?.prompt ?? [])] },
          { of: asked(id, at + 1, true), texts: question?.why ?? [] },
        ];
        for (const { of, texts } of told) {
          for (const piece of texts.flatMap((one) => parseMarkup(one.replaceAll('*', '')))) {
            if (piece.kind !== 'value') continue;
            const lens = of.lenses[piece.name.lens ?? 0]!;
            const { value } = liveValue(piece.name, await traced(of, lens), of)!;
            expect(Number.isFinite(value), `${id} ${at + 1}: ${JSON.stringify(piece.name)}`).toBe(true);
          }
        }
      }
    }
  }, 120_000);

  it('is so of attention: a patch of one pear looks at both, and no weight is large', async () => {
    const { record } = await traced(asked('attention-map', 3, true));
    const { layout, trace, depth } = record.start;
    const query = 1 + 11 * layout.columns + 6;
    const { values, tokens, heads } = await engine.probe(trace, { kind: 'row', token: query });
    const mean = new Float32Array(tokens);
    for (let head = 0; head < heads; head++) {
      for (let key = 0; key < tokens; key++) {
        mean[key]! += values[((depth - 1) * heads + head) * tokens + key]! / heads;
      }
    }
    const patches = patchValues(layout, mean);
    const region = (top: number, bottom: number, left: number, right: number) => {
      const found: number[] = [];
      for (let row = top; row <= bottom; row++) {
        for (let column = left; column <= right; column++)
          found.push(patches[row * layout.columns + column]!);
      }
      return found.reduce((a, b) => a + b, 0) / found.length;
    };
    const [left, right, wall, own] = [
      region(8, 13, 4, 7),
      region(8, 13, 12, 15),
      region(0, 2, 0, 19),
      region(10, 12, 5, 7),
    ];
    expect(left / wall).toBeGreaterThan(3);
    expect(right / wall).toBeGreaterThan(3);
    expect(right / left).toBeGreaterThan(0.7);
    expect(own / left).toBeLessThan(2);
    expect(1 / tokens).toBeCloseTo(0.0025, 4);
    const cls = patchValues(
      layout,
      record.cls.values.subarray((depth - 1) * heads * tokens).subarray(0, tokens),
    );
    expect(Math.max(...cls)).toBeLessThan(0.2);
  });

  it('is so of softmax: softmax-1 leaves the sinks of a trained model where they are', async () => {
    const before = await value(asked('softmax', 7), 'clsOnOutliers:5');
    const after = await value(asked('softmax', 7, true), 'clsOnOutliers:5');
    expect(before).toBeGreaterThan(0.8);
    expect(Math.abs(after - before)).toBeLessThan(0.01);
  });

  it('is so of high norms: they begin in layer 2, a rule also finds a bird, and water has more than pebbles', async () => {
    const first = asked('high-norm-tokens', 1);
    expect(await value(first, 'ratio:1')).toBeLessThan(3);
    expect(await value(first, 'ratio:2')).toBeGreaterThan(50);
    expect(await value(first, 'ratio:5')).toBeGreaterThan(10);
    const rule = asked('high-norm-tokens', 4);
    expect(rule.staged).toEqual({ layer: 1, map: { kind: 'norm' } });
    const { record } = await traced(rule);
    const found = normLayer(record, 1, rule.look.rule).outliers.indices;
    expect(found.length).toBeGreaterThan(10);
    for (const patch of found) {
      const [row, column] = [Math.floor(patch / 20), patch % 20];
      expect(row >= 3 && row <= 11 && column >= 5 && column <= 10, `${row}, ${column}`).toBe(true);
    }
    const pebbles = await value(asked('high-norm-tokens', 5), 'outliers:2');
    const water = await value(asked('high-norm-tokens', 5, true), 'outliers:2');
    expect(water).toBeGreaterThan(pebbles);
    const sinks = asked('high-norm-tokens', 6);
    expect(await value(sinks, 'outlierShare:5')).toBeLessThan(0.1);
    expect(await value(sinks, 'clsOnOutliers:5')).toBeGreaterThan(0.5);
  });

  it('is so of registers: no patch stands out, and the mass lies on the registers', async () => {
    const after = asked('registers', 3, true);
    expect(await value(after, 'outliers:5')).toBe(0);
    expect(await value(after, 'registers')).toBe(4);
    expect(await value(after, 'clsOnRegisters:5')).toBeGreaterThan(0.4);
    expect(await value(asked('registers', 3), 'outliers:5')).toBeGreaterThan(0);
    expect(asked('registers', 5).lenses).toHaveLength(2);
  });

  it('is so of test-time registers: block 2’s MLP writes the outliers, and they go where they are sent', async () => {
    const { record } = await traced(asked('test-time-registers', 1));
    const ratios = Array.from({ length: record.start.depth }, (_, layer) => {
      const { maximum, median } = summarise(
        patchValues(record.start.layout, layerNorms(record, layer, 'mlp')),
      );
      return maximum / median;
    });
    expect(ratios.indexOf(Math.max(...ratios))).toBe(2);
    expect(await value(asked('test-time-registers', 3), 'outliers:2')).toBeGreaterThan(1);
    expect(await value(asked('test-time-registers', 3, true), 'outliers:2')).toBe(0);
    expect(await value(asked('test-time-registers', 4), 'clsOnRegisters:5')).toBeGreaterThan(0.1);
    const moved = await traced(asked('test-time-registers', 5, true));
    expect(normLayer(moved.record, 2, INITIAL_REQUEST.look.rule).outliers.indices).toEqual([10 * 20 + 10]);
    expect(await value(asked('test-time-registers', 6), 'outliers:2')).toBe(0);
    expect(asked('test-time-registers', 7).lenses).toHaveLength(3);
  });

  it('is so of gates: the gated model has no outliers, and six equal words share alike', async () => {
    expect(await value(asked('gates-and-sinks', 3), 'outliers:5')).toBeGreaterThan(0);
    expect(await value(asked('gates-and-sinks', 3, true), 'outliers:5')).toBe(0);
    const words = lessons['gates-and-sinks']!.steps[3]!.diagram;
    if (words?.kind !== 'causal') throw new Error('Not the step with the words.');
    const scores = words.words.map((_, query) =>
      words.words.map((_, key) => (key === 0 ? words.first : 0) + (key === query ? words.own : 0)),
    );
    expect(causalAttention(scores, 'softmax')[5]![0]).toBeCloseTo(1 / 6, 12);
    expect(causalAttention(scores, 'softmax')[1]![0]).toBeCloseTo(1 / 2, 12);
  });
});
