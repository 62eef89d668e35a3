import { statSync } from 'node:fs';
import type { BlockTap } from '../src/core/graph/block-program.ts';
import { traceTaps } from '../src/engine/trace.ts';
import { sharedFile } from '../tools/fixtures/goldens.ts';
import { openLab } from '../tools/lab/open-lab.ts';
import { watchMemory, withPage } from './browser.ts';
import { formatBytes, formatMs, median, type Row } from './table.ts';

/** A model at a size, from the test data beside the repository. */
export interface EngineCase {
  readonly model: string;
  readonly size: number;
  readonly rounds: number;
}

const source = (model: string) => `files/shared/models/${model}`;

/** A whole run with the page's taps against one without any, in turn. */
export async function tapCost({ model, size, rounds }: EngineCase): Promise<Row[]> {
  const { ms, device } = await withPage(async (page) => {
    await openLab(page);
    return page.evaluate((task) => window.lab.run('runs', task), {
      backend: 'wasm' as const,
      source: source(model),
      size,
      rounds,
      taps: [[], traceTaps],
    });
  });
  const [bare, tapped] = [Math.min(...ms[0]!), Math.min(...ms[1]!)];
  return [
    {
      what: `${model} at ${size} px: a run with all taps against none`,
      measured: `${formatMs(tapped)} / ${formatMs(bare)} = ${(tapped / bare).toFixed(2)}`,
      aim: '≤ 1.10',
      note: `fastest of ${rounds}, WebAssembly, ${device.threads} threads`,
    },
  ];
}

/** A token's attention over all layers and heads, asked as the page asks. */
export async function probeTime(model: string, size: number, image: string): Promise<Row[]> {
  const times = await withPage(async (page) => {
    await openLab(page);
    return page.evaluate((options) => window.lab.timeProbes(options), {
      model: source(model),
      image: `files/shared/photos/${image}`,
      size,
      count: 25,
    });
  });
  return (['row', 'column'] as const).map((kind) => ({
    what: `${model} at ${size} px: one token’s ${kind} over all layers and heads`,
    measured: formatMs(median(times[kind])),
    aim: '< 8 ms',
    note: `median of ${times[kind].length}, first ${formatMs(times[kind][0]!)}; with the way to the worker and back`,
  }));
}

/** A run so small that its peak is that of the runtime and the weights. */
const smallPx = 56;

/** What a run holds and its peak, against a run that keeps every layer's attention. */
export async function memoryCost(model: string, size: number): Promise<Row[]> {
  const own = await measureMemory(model, size, traceTaps);
  const all = await measureMemory(model, size, [...traceTaps, 'attention']);
  const small = await measureMemory(model, smallPx, traceTaps);
  const attention = all.kept - own.kept;
  const ratio = (a: number, b: number) => `${formatBytes(a)} / ${formatBytes(b)} = ${(a / b).toFixed(2)}`;
  const rows: Row[] = [
    {
      what: `${model} at ${size} px: a trace against all of its attention`,
      measured: ratio(own.kept, attention),
      aim: '< 0.25',
    },
  ];
  if (small.peak !== undefined) {
    const fileBytes = statSync(sharedFile(`models/${model}/model.safetensors`)!).size;
    rows.push({
      what: `${model} at ${smallPx} px: peak memory of the page, with the runtime, against the file of the weights`,
      measured: ratio(small.peak, fileBytes),
      note: 'the file is F16; computed is in F32, twice its size',
    });
  }
  if (own.peak !== undefined && all.peak !== undefined && small.peak !== undefined) {
    rows.push({
      what: `${model} at ${size} px: peak memory of a run against one that holds all attention`,
      measured: ratio(own.peak, all.peak),
      note: `resident in the page’s process above an idle page; ${formatBytes(small.peak)} of each are the runtime and the weights (a run at ${smallPx} px)`,
    });
    rows.push({
      what: `${model} at ${size} px: the same beyond the runtime and the weights`,
      measured: ratio(own.peak - small.peak, all.peak - small.peak),
      aim: '< 0.25',
    });
  }
  return rows;
}

async function measureMemory(model: string, size: number, taps: readonly BlockTap[]) {
  return withPage(async (page, browser) => {
    await openLab(page);
    const memory = await watchMemory(browser);
    const { keptBytes } = await page.evaluate((task) => window.lab.run('runs', task), {
      backend: 'wasm' as const,
      source: source(model),
      size,
      rounds: 0,
      taps: [taps],
    });
    return { kept: keptBytes[0]!, peak: memory?.peakGrowth() };
  });
}
