import { hubRepository } from '../e2e/test-hub/hub-content.ts';
import { startTestHub } from '../e2e/test-hub/test-hub.ts';
import { sharedFile } from '../tools/fixtures/goldens.ts';
import { openLab } from '../tools/lab/open-lab.ts';
import { withPage } from './browser.ts';
import { formatMs, median, type Row } from './table.ts';

const megabytesPerSecond = 20;
const rounds = 3;

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
  const time = async (manner: 'as-it-arrives' | 'all-first') => {
    const times = [];
    for (let round = 0; round < rounds; round++) {
      times.push(
        await withPage(async (page) => {
          await openLab(page);
          return page.evaluate((options) => window.lab.timeHubModel(options), {
            hub: hub.address,
            repo,
            size,
            manner,
          });
        }),
      );
    }
    return {
      first: median(times.map(({ firstMapMs }) => firstMapMs)),
      last: median(times.map(({ lastMapMs }) => lastMapMs)),
    };
  };
  try {
    const arriving = await time('as-it-arrives');
    const afterwards = await time('all-first');
    const what = `${model} at ${size} px from a hub at ${megabytesPerSecond} MB/s`;
    const note = `median of ${rounds}, cold engine; against downloading everything first`;
    const row = (map: 'first' | 'last'): Row => ({
      what: `${what}: ${map} map`,
      measured: `${formatMs(arriving[map])} / ${formatMs(afterwards[map])} = ${(arriving[map] / afterwards[map]).toFixed(2)}`,
      aim: '< 1',
      note,
    });
    return [row('first'), row('last')];
  } finally {
    await hub.close();
  }
}
