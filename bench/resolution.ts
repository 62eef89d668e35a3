import { runOperations } from '../src/core/vit/run-cost.ts';
import type { ViTSpec } from '../src/core/vit/spec.ts';
import { traceTaps } from '../src/engine/trace.ts';
import { openLab } from '../tools/lab/open-lab.ts';
import { watchMemory, withPage } from './browser.ts';
import { formatBytes, formatMs, type Row } from './table.ts';

/** What the growth of a run's cost is reckoned from. */
export interface GrowthCase {
  readonly model: string;
  readonly spec: Pick<ViTSpec, 'width' | 'depth' | 'heads' | 'mlp' | 'patch'>;
  /** Tokens that stand for no patch. */
  readonly prefix: number;
}

const smallPx = 518;
const largePx = 1036;

/** Time and memory of a run at 1036 px against one at 518 px, beside what the operations and the attention grow by. */
export async function resolutionGrowth({ model, spec, prefix }: GrowthCase): Promise<Row[]> {
  const small = await measure(model, smallPx);
  const large = await measure(model, largePx);
  const tokens = (size: number) => Math.floor(size / spec.patch) ** 2 + prefix;
  const operations = runOperations(spec, tokens(largePx)) / runOperations(spec, tokens(smallPx));
  const attentionBytes = spec.depth * spec.heads * tokens(largePx) ** 2 * 4;
  const rows: Row[] = [
    {
      what: `${model}: a run at ${largePx} px against one at ${smallPx} px`,
      measured: `${formatMs(large.ms)} / ${formatMs(small.ms)} = ${(large.ms / small.ms).toFixed(2)}`,
      aim: `≤ ${operations.toFixed(2)}`,
      note: 'the aim is by how much the operations grow',
    },
  ];
  if (large.peak !== undefined) {
    rows.push({
      what: `${model} at ${largePx} px: peak memory of the page against all of its attention`,
      measured: `${formatBytes(large.peak)} / ${formatBytes(attentionBytes)} = ${(large.peak / attentionBytes).toFixed(2)}`,
      note: 'runtime, weights and trace included; attention is computed in chunks of queries',
    });
  }
  return rows;
}

async function measure(model: string, size: number) {
  return withPage(async (page, browser) => {
    await openLab(page);
    const memory = await watchMemory(browser);
    const { ms } = await page.evaluate((task) => window.lab.run('runs', task), {
      backend: 'wasm' as const,
      source: `files/shared/models/${model}`,
      size,
      rounds: 2,
      taps: [traceTaps],
    });
    return { ms: Math.min(...ms[0]!), peak: memory?.peakGrowth() };
  });
}
