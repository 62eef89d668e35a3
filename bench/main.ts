import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { missingShared } from '../tools/fixtures/goldens.ts';
import { memoryCost, probeTime, tapCost } from './engine.ts';
import { hoverTime } from './hover.ts';
import { hubTimes } from './hub.ts';
import { coldStart, dropToLastMap, pageSize } from './page.ts';
import { type GrowthCase, resolutionGrowth } from './resolution.ts';
import { restartCost } from './restart.ts';
import { withServers } from './servers.ts';
import { markdownTable, type Row } from './table.ts';
import { webgpuMeasurements } from './webgpu.ts';

/** `--webgpu` measures this machine's GPU instead. */
const onGpu = process.argv.includes('--webgpu');
const resultsPath = fileURLToPath(new URL(onGpu ? 'results-webgpu.md' : 'results.md', import.meta.url));

const cases = [
  { model: 'vit-tiny-augreg', size: 224, rounds: 9 },
  { model: 'dinov2-small-depth', size: 224, rounds: 7 },
  { model: 'dinov2-small-depth', size: 518, rounds: 5 },
];

const growthCases: readonly GrowthCase[] = [
  {
    model: 'vit-tiny-augreg',
    spec: { width: 192, depth: 12, heads: 3, mlp: { kind: 'mlp', hidden: 768 }, patch: 16 },
    prefix: 1,
  },
  {
    model: 'dinov2-small-depth',
    spec: { width: 384, depth: 12, heads: 6, mlp: { kind: 'mlp', hidden: 1536 }, patch: 14 },
    prefix: 1,
  },
];

function* measurements(page: string): Generator<() => Row[] | Promise<Row[]>> {
  yield () => pageSize(page);
  yield () => coldStart(page);
  if (missingShared('measurements on real models', 'models', 'photos')) return;
  for (const one of cases) yield () => dropToLastMap(page, one);
  for (const one of cases) yield () => tapCost(one);
  yield () => probeTime('dinov2-small-depth', 518, 'astronaut.png');
  yield () => hoverTime(page, 'dinov2-small-depth', 518);
  yield () => memoryCost('dinov2-small-depth', 518);
  for (const { model, size } of cases.slice(0, 2)) yield () => hubTimes(model, size);
  for (const one of growthCases) yield () => resolutionGrowth(one);
  yield restartCost;
}

const rows: Row[] = [];
await withServers(async (page) => {
  for (const measure of onGpu ? webgpuMeasurements(page) : measurements(page)) {
    const found = await measure();
    rows.push(...found);
    for (const { what, measured, aim } of found)
      console.log(`${what}: ${measured}${aim ? ` (aim ${aim})` : ''}`);
  }
});

const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
const heading = `# Measured\n\nWritten by \`npm run bench${onGpu ? ' -- --webgpu' : ''}\`: ${processor}, ${cpus().length} cores, headless Chromium, Node ${process.versions.node}.\n`;
writeFileSync(resultsPath, `${heading}\n${markdownTable(rows)}\n`);
console.log(`\nWritten to ${resultsPath}`);
