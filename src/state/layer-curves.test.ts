import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '../core/analysis/outliers.ts';
import { layerCurves, sinksOf } from './layer-curves.ts';
import { setUp, shown } from './scripted-scope.ts';

async function traced() {
  const { scope, open, finish, until, log } = setUp();
  await open();
  await finish();
  const { displayed } = shown(scope);
  return {
    scope,
    until,
    log,
    displayed: displayed!,
    record: scope.record('lens-1', displayed!.start.trace)!,
  };
}

const options = { rule: DEFAULT_RULES.robust, site: 'output' } as const;

describe('curves by layer', () => {
  it('count the outliers of every layer at the chosen site', async () => {
    const { record, displayed } = await traced();
    expect(layerCurves('outliers', record, displayed, options)).toEqual([{ name: '', values: [0, 0, 4] }]);
    const [ofMlp] = layerCurves('norms', record, displayed, { ...options, site: 'mlp' });
    const [ofOutput] = layerCurves('norms', record, displayed, options);
    expect(ofMlp?.values).toEqual(ofOutput?.values.map((norm) => norm / 2));
  });

  it('follow the registers and the outliers of the layer where artifacts stand out', async () => {
    const { record, displayed } = await traced();
    const sinks = sinksOf(record, displayed, DEFAULT_RULES.robust);
    expect(sinks).toMatchObject({ registers: 2, outliers: 4, layer: 2 });
    expect(sinks.tokens).toEqual([1, 2, 30, 64, 147, 308]);
    const [share] = layerCurves('sink-share', record, displayed, options);
    expect(share?.values).toHaveLength(3);
    for (const value of share!.values) expect(value).toBeGreaterThan(0);
  });

  it('give the mean entropy of every layer', async () => {
    const { record, displayed } = await traced();
    const [entropy] = layerCurves('entropy', record, displayed, options);
    expect(entropy?.values[2]).toBeCloseTo(Math.log(403) - 2 / 3, 5);
  });
});

describe('norms after the final norm', () => {
  it('are asked for when they are looked at, and shown when they are there', async () => {
    const { scope, until, log, displayed, record } = await traced();
    expect(log.some((what) => what.startsWith('final norms'))).toBe(false);
    expect(layerCurves('norms', record, displayed, { ...options, site: 'final' })[0]?.values).toEqual([]);
    scope.chooseNormSite('final');
    await until('final norms');
    const after = shown(scope).displayed!;
    expect(after.finalNormLayers).toBe(3);
    expect(layerCurves('norms', record, after, { ...options, site: 'final' })[0]?.values).toEqual([1, 1, 1]);
    scope.chooseNormSite('mlp');
    scope.chooseNormSite('final');
    expect(log.filter((what) => what.startsWith('final norms'))).toHaveLength(1);
  });
});
