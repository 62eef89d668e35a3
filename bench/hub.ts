import { hubRepository } from '../e2e/test-hub/hub-content.ts';
import { startTestHub, type TestHub } from '../e2e/test-hub/test-hub.ts';
import { sharedFile } from '../tools/fixtures/goldens.ts';
import { openLab } from '../tools/lab/open-lab.ts';
import { withPage } from './browser.ts';
import { formatMs, median, type Row } from './table.ts';

const megabytesPerSecond = 20;
const rounds = 5;
const manners = ['as-it-arrives', 'all-first'] as const;

interface Opening {
  readonly hub: TestHub;
  readonly repo: string;
  readonly size: number;
  /** Whether the engine has run another model before, as in a visit whose model is chosen and not linked to. */
  readonly isWarm: boolean;
}

/** Time to the first and the last map of a model that arrives at a fixed rate, against downloading it first. */
export async function hubTimes(model: string, size: number): Promise<Row[]> {
  const files = ['config.json', 'model.safetensors'].map((name) => [
    name,
    { path: sharedFile(`models/${model}/${name}`)! },
  ]);
  const repo = `owner/${model}`;
  const hub = await startTestHub(
    { [repo]: hubRepository(Object.fromEntries(files)) },
    { bytesPerSecond: megabytesPerSecond * 1e6 },
  );
  try {
    const what = `${model} at ${size} px from a hub at ${megabytesPerSecond} MB/s`;
    const cold = await compare({ hub, repo, size, isWarm: false });
    const warm = await compare({ hub, repo, size, isWarm: true });
    return [...rowsOf(`${what}, cold engine`, cold), ...rowsOf(`${what}, after another model`, warm)];
  } finally {
    await hub.close();
  }
}

/** Both manners in turn, so that what else the machine does meets them alike. */
async function compare({ hub, repo, size, isWarm }: Opening) {
  const times = { 'as-it-arrives': [], 'all-first': [] } as Record<(typeof manners)[number], Times[]>;
  for (let round = 0; round < rounds; round++) {
    for (const manner of manners) {
      const before = isWarm ? 'files/embedded/mini' : undefined;
      const time = await withPage(async (page) => {
        await openLab(page);
        const options = { hub: hub.address, repo, size, manner, before };
        return page.evaluate((given) => window.lab.timeHubModel(given), options);
      });
      times[manner].push(time);
    }
  }
  return times;
}

interface Times {
  readonly firstMapMs: number;
  readonly lastMapMs: number;
}

function rowsOf(what: string, times: Awaited<ReturnType<typeof compare>>): Row[] {
  return (['first', 'last'] as const).map((map) => {
    const [arriving, afterwards] = manners.map((manner) =>
      median(times[manner].map((time) => time[`${map}MapMs`])),
    ) as [number, number];
    return {
      what: `${what}: ${map} map`,
      measured: `${formatMs(arriving)} / ${formatMs(afterwards)} = ${(arriving / afterwards).toFixed(2)}`,
      aim: '< 1',
      note: `median of ${rounds}, in turn; against downloading everything first`,
    };
  });
}
