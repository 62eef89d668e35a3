import { traceTaps } from '../src/engine/trace.ts';
import { gpuFlags } from '../tools/find-browser.ts';
import { parityGroups } from '../tools/fixtures/parity-cases.ts';
import { openLab } from '../tools/lab/open-lab.ts';
import { withPage } from './browser.ts';
import { dropToLastMap } from './page.ts';
import { formatMs, median, type Row } from './table.ts';

const models = 'files/shared/models';

const cases = [
  { model: 'vit-tiny-augreg', size: 224, rounds: 9 },
  { model: 'dinov2-small-depth', size: 224, rounds: 9 },
  { model: 'dinov2-small-depth', size: 518, rounds: 5 },
  { model: 'dinov2-small-depth', size: 1036, rounds: 3 },
];

/** Runs on this machine's GPU against WebAssembly, and how far their numbers lie from the references. */
export function* webgpuMeasurements(page: string): Generator<() => Promise<Row[]>> {
  yield gpuName;
  yield () => parityRows();
  for (const one of cases) yield () => wholeRun(one);
  for (const one of cases.slice(0, 3)) {
    yield () => dropToLastMap(page, one, gpuFlags);
    yield () => dropToLastMap(page, one);
  }
  yield () => askedTimes('dinov2-small-depth', 518);
}

/** The adapter; throws where there is no GPU, so that a software adapter is never taken for one. */
async function gpuName(): Promise<Row[]> {
  return withPage(async (page) => {
    await openLab(page);
    const found = await page.evaluate(async () => {
      let adapter = await navigator.gpu?.requestAdapter();
      if (!adapter) {
        await new Promise((resolve) => setTimeout(resolve, 500)); // the browser has just been started
        adapter = await navigator.gpu?.requestAdapter();
      }
      if (!adapter) return undefined;
      const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
      const isSoftware = isFallbackAdapter || architecture === 'swiftshader';
      return { isSoftware, name: [vendor, architecture, device, description].filter(Boolean).join(' ') };
    });
    if (!found || found.isSoftware) {
      throw new Error(`There is no GPU to measure: WebGPU offers ${found?.name ?? 'no adapter'}.`);
    }
    return [{ what: 'WebGPU adapter', measured: found.name }];
  }, gpuFlags);
}

async function parityRows(): Promise<Row[]> {
  const folders = ['embedded', 'photos'].flatMap((folder) =>
    parityGroups
      .flatMap((group) => group.cases)
      .filter(({ golden }) => golden.includes(`/goldens/${folder}/`))
      .map((one) => ({ ...one, folder })),
  );
  return withPage(async (page) => {
    await openLab(page);
    const rows: Row[] = [];
    for (const { name, checkpoint, golden, folder, choice } of folders) {
      const [file = ''] = golden.split('/').slice(-1);
      const [model = ''] = checkpoint.split('/').slice(-2);
      const { distances } = await page.evaluate((task) => window.lab.run('parity', task), {
        backend: 'webgpu' as const,
        source: folder === 'photos' ? `${models}/${model}` : `files/embedded/${model}`,
        golden: `files/shared/goldens/${folder}/${file}`,
        choice,
      });
      const worst = (is: (tensor: string) => boolean, measure: 'absolute' | 'relative') =>
        Math.max(...Object.entries(distances).map(([tensor, found]) => (is(tensor) ? found[measure] : 0)));
      const isShare = (tensor: string) => /^(attention|gate)/.test(tensor);
      rows.push({
        what: `${name}: norms, outputs and logits against the reference, by the largest value`,
        measured: worst((tensor) => !isShare(tensor), 'relative').toExponential(1),
        aim: '≤ 1e-4',
        note: `attention and gates off by at most ${worst(isShare, 'absolute').toExponential(1)}`,
      });
    }
    return rows;
  }, gpuFlags);
}

async function wholeRun({ model, size, rounds }: (typeof cases)[number]): Promise<Row[]> {
  const run = (backend: 'webgpu' | 'wasm', flags: readonly string[]) =>
    withPage(async (page) => {
      await openLab(page);
      const found = await page.evaluate((task) => window.lab.run('runs', task), {
        backend,
        source: `${models}/${model}`,
        size,
        rounds: backend === 'wasm' ? 3 : rounds,
        taps: [traceTaps],
      });
      if (found.device.backend !== backend) throw new Error(found.device.reason);
      return found;
    }, flags);
  const gpu = await run('webgpu', gpuFlags);
  const cpu = await run('wasm', []);
  const what = `${model} at ${size} px`;
  const ratio = (a: number, b: number) => `${formatMs(a)} / ${formatMs(b)} = ${(a / b).toFixed(2)}`;
  const wasm = `WebAssembly, ${cpu.device.threads} threads`;
  return [
    {
      what: `${what}: a whole run on WebGPU against WebAssembly`,
      measured: ratio(median(gpu.ms[0]!), median(cpu.ms[0]!)),
      note: `medians of ${rounds} and 3; ${wasm}`,
    },
    {
      what: `${what}: the first run, with sessions and shaders`,
      measured: ratio(gpu.firstMs[0]!.at(-1)!, cpu.firstMs[0]!.at(-1)!),
      note: `the first layer after ${formatMs(gpu.firstMs[0]![0]!)} and ${formatMs(cpu.firstMs[0]![0]!)}; before it the engine started in ${formatMs(gpu.startMs)} with its self-test, on WebAssembly in ${formatMs(cpu.startMs)}`,
    },
  ];
}

async function askedTimes(model: string, size: number): Promise<Row[]> {
  const time = (backend: 'webgpu' | 'wasm') =>
    withPage(async (page) => {
      await openLab(page);
      return page.evaluate((options) => window.lab.timeProbes(options), {
        backend,
        model: `${models}/${model}`,
        image: 'files/shared/photos/astronaut.png',
        size,
        count: 25,
      });
    }, gpuFlags);
  const gpu = await time('webgpu');
  const cpu = await time('wasm');
  return (['row', 'column', 'rollout'] as const).map((kind) => ({
    what: `${model} at ${size} px: one token’s ${kind} in a trace made on WebGPU against one made on WebAssembly`,
    measured: `${formatMs(median(gpu[kind]))} / ${formatMs(median(cpu[kind]))}`,
    note: `first ${formatMs(gpu[kind][0]!)} and ${formatMs(cpu[kind][0]!)}`,
  }));
}
