import { describe, expect, it, vi } from 'vitest';
import { InputError } from '../core/input-error.ts';
import type { Interventions } from '../core/intervention/interventions.ts';
import type { Scope } from './scope.ts';
import { setUp, shown } from './scripted-scope.ts';
import { shownStack } from './trace-record.ts';

const testTimeRegister: Interventions = {
  registers: { count: 1, init: 'zeros', seed: 0 },
  reroute: { neurons: { '2': [1] }, target: 'registers', mode: 'paper', others: 'zero', scale: 1 },
};

const artifacts = { kind: 'embedded', id: 'mini-artifacts' } as const;
const registers = { kind: 'embedded', id: 'mini-registers' } as const;

const ids = (scope: Scope) => scope.store.getState().requested.lenses.map(({ id }) => id);

async function complete(scope: Scope, ...lenses: string[]) {
  await vi.waitFor(() =>
    expect(lenses.map((lens) => shown(scope, lens).displayed?.status)).toEqual(lenses.map(() => 'complete')),
  );
}

/** A scope whose engine answers at once, with the first sample traced. */
async function setUpAtOnce(change: Parameters<typeof setUp>[0] = {}) {
  const made = setUp({ tick: () => Promise.resolve(), ...change });
  await made.scope.begin();
  await complete(made.scope, 'lens-1');
  return made;
}

const traces = (log: readonly string[]) => log.filter((line) => line.startsWith('trace'));

describe('lenses', () => {
  it('trace each in its own lane and open a model that they share once', async () => {
    const { scope, log } = await setUpAtOnce();
    scope.choosePreset({
      id: 'pair',
      title: 'Two',
      detail: '',
      lenses: [
        { model: registers, interventions: {} },
        { model: registers, interventions: testTimeRegister },
      ],
    });
    await complete(scope, 'lens-2', 'lens-3');
    expect(ids(scope)).toEqual(['lens-2', 'lens-3']);
    expect(log.filter((line) => line.startsWith('open'))).toEqual([
      'open mini-artifacts',
      'open mini-registers',
    ]);
    expect(traces(log).map((line) => line.split(' ')[1])).toEqual(['lens-1', 'lens-2', 'lens-3']);
  });

  it('are switched at once, without running anything', async () => {
    const { scope, log } = await setUpAtOnce();
    scope.addLens({ model: registers, interventions: {} });
    await complete(scope, 'lens-2');
    const before = log.length;
    scope.activate('lens-1');
    expect(shown(scope).displayed?.modelChoice).toEqual(artifacts);
    scope.activate('lens-2');
    expect(shown(scope).displayed?.modelChoice).toEqual(registers);
    expect(log).toHaveLength(before);
  });

  it('run again alone when their interventions change, and keep what they show till the new trace begins', async () => {
    const { scope, log, until } = setUp();
    await scope.begin();
    for (const step of ['open mini-artifacts', 'decode first.webp', 'start lens-1']) await until(step);
    for (const layer of [0, 1, 2]) await until(`layer ${layer} lens-1`);
    scope.duplicateLens('lens-1');
    await until('start lens-2');
    for (const layer of [0, 1, 2]) await until(`layer ${layer} lens-2`);
    const first = shown(scope, 'lens-1').displayed;
    const second = shown(scope, 'lens-2').displayed;
    scope.changeInterventions('lens-2', testTimeRegister);
    expect(shown(scope, 'lens-2').displayed).toBe(second);
    await until('start lens-2');
    expect(shown(scope, 'lens-2').displayed?.start.layout.testTimeRegisters).toBe(1);
    expect(shown(scope, 'lens-1').displayed).toBe(first);
    expect(traces(log)).toHaveLength(3);
  });

  it('all follow the image', async () => {
    const { scope } = await setUpAtOnce();
    scope.duplicateLens('lens-1');
    await complete(scope, 'lens-2');
    const image = { kind: 'sample', file: 'second.webp' } as const;
    scope.chooseImage(image);
    for (const lens of ['lens-1', 'lens-2']) {
      await vi.waitFor(() =>
        expect(shown(scope, lens).displayed).toMatchObject({ status: 'complete', imageChoice: image }),
      );
    }
  });

  it('ask from the same patch, and from CLS where they lack a register', async () => {
    const { scope } = await setUpAtOnce({
      layout: { cls: 1, registers: 0, rows: 20, columns: 20, testTimeRegisters: 0 },
    });
    scope.addLens({ model: artifacts, interventions: testTimeRegister });
    await complete(scope, 'lens-2');
    scope.pin({ kind: 'test-time-register', index: 0 });
    await vi.waitFor(() => expect(shown(scope, 'lens-2').displayed?.attention.token).toBe(401));
    expect(shown(scope, 'lens-1').displayed?.attention.token).toBe(0);
    scope.pin({ kind: 'patch', x: 0.01, y: 0.01 });
    for (const lens of ['lens-1', 'lens-2']) {
      await vi.waitFor(() => expect(shown(scope, lens).displayed?.attention.token).toBe(1));
      const { displayed } = shown(scope, lens);
      expect(shownStack(scope.record(lens, displayed!.start.trace)!, displayed!.attention)).toBeDefined();
    }
  });

  it('say on their own column what did not fit their model, and keep what they showed', async () => {
    const { scope, log } = await setUpAtOnce({
      check({ interventions }) {
        if (interventions?.reroute) throw new InputError('The neuron list names layer 9.');
      },
    });
    scope.duplicateLens('lens-1');
    await complete(scope, 'lens-2');
    const before = shown(scope, 'lens-2').displayed;
    scope.changeInterventions('lens-2', { ...testTimeRegister });
    await vi.waitFor(() =>
      expect(shown(scope, 'lens-2').problem).toEqual({
        tone: 'error',
        message: 'The neuron list names layer 9.',
      }),
    );
    expect(shown(scope, 'lens-2').displayed).toBe(before);
    expect(scope.store.getState().requested.lenses[1]?.interventions).toEqual({});
    expect(shown(scope, 'lens-1').problem).toBeUndefined();
    scope.hover({ kind: 'patch', x: 0.5, y: 0.5 });
    expect(traces(log)).toHaveLength(3);
    scope.dismissNotice('lens-2');
    expect(shown(scope, 'lens-2').problem).toBeUndefined();
  });

  it('do not try again by themselves what failed without anything to go back to', async () => {
    const { scope, log } = setUp({
      tick: (what) =>
        what === 'open mini-registers'
          ? Promise.reject(new InputError('The file is cut off.'))
          : Promise.resolve(),
    });
    await scope.begin();
    scope.addLens({ model: registers, interventions: {} });
    await vi.waitFor(() => expect(shown(scope, 'lens-2').problem?.message).toBe('The file is cut off.'));
    const opened = log.filter((line) => line === 'open mini-registers').length;
    scope.hover({ kind: 'patch', x: 0.5, y: 0.5 });
    expect(log.filter((line) => line === 'open mini-registers')).toHaveLength(opened);
    expect(shown(scope, 'lens-2').activity).toEqual({ kind: 'idle' });
  });

  it('change places, and leave at most one layout behind when they go', async () => {
    const { scope } = await setUpAtOnce();
    scope.duplicateLens('lens-1');
    expect(scope.store.getState().requested.comparison.layout).toBe('columns');
    scope.swapLenses('lens-1', 'lens-2');
    expect(ids(scope)).toEqual(['lens-2', 'lens-1']);
    scope.compare({ reference: 'lens-2' });
    scope.removeLens('lens-2');
    const { requested, views } = scope.store.getState();
    expect(requested).toMatchObject({
      active: 'lens-1',
      comparison: { layout: 'single', reference: undefined },
    });
    expect(Object.keys(views)).toEqual(['lens-1']);
    scope.removeLens('lens-1');
    expect(ids(scope)).toEqual(['lens-1']);
  });

  it('are four at most', async () => {
    const { scope } = await setUpAtOnce();
    for (let more = 0; more < 5; more++) scope.addLens();
    expect(ids(scope)).toHaveLength(4);
  });

  it('keep their traces when a preset has them already', async () => {
    const { scope, log } = await setUpAtOnce();
    const kept = shown(scope, 'lens-1').displayed;
    scope.choosePreset({
      id: 'pair',
      title: 'Two',
      detail: '',
      lenses: [
        { model: registers, interventions: {} },
        { model: artifacts, interventions: {} },
      ],
    });
    await complete(scope, 'lens-2');
    expect(ids(scope)).toEqual(['lens-2', 'lens-1']);
    expect(shown(scope, 'lens-1').displayed).toBe(kept);
    expect(traces(log)).toHaveLength(2);
  });

  it('drop their interventions with their model', async () => {
    const { scope } = await setUpAtOnce();
    scope.changeInterventions('lens-1', testTimeRegister);
    scope.chooseModel(registers);
    expect(scope.store.getState().requested.lenses).toEqual([
      { id: 'lens-1', model: registers, interventions: {} },
    ]);
  });

  it('are measured beside their reference, once for each trace, as soon as both are complete', async () => {
    const { scope, log } = await setUpAtOnce();
    scope.addLens({ model: registers, interventions: {} });
    const rows = () => Object.keys(scope.store.getState().effects?.rows ?? {});
    await vi.waitFor(() => expect(rows()).toEqual(['lens-1', 'lens-2']));
    const effects = () => log.filter((line) => line.startsWith('effects'));
    const [first, second] = ['lens-1', 'lens-2'].map((lens) => shown(scope, lens).displayed!.start.trace);
    expect(effects()).toEqual([`effects ${first}  2 2`, `effects ${second} ${first} 2 2`]);
    scope.hover({ kind: 'patch', x: 0.5, y: 0.5 });
    expect(effects()).toHaveLength(2);
    scope.compare({ reference: 'lens-2', normLayer: 0 });
    await vi.waitFor(() => expect(effects()).toHaveLength(4));
    expect(effects().slice(2)).toEqual([`effects ${second}  2 0`, `effects ${first} ${second} 2 0`]);
    await vi.waitFor(() => expect(scope.store.getState().effects?.reference).toBe('lens-2'));
  });

  it('show implied gates from registers and the sinks that the norms show, and ask for them once', async () => {
    const { scope, log } = await setUpAtOnce();
    scope.read('gate');
    await vi.waitFor(() =>
      expect(shown(scope).displayed?.attention).toMatchObject({ reading: 'gate', layers: 3 }),
    );
    const { displayed } = shown(scope);
    const record = scope.record('lens-1', displayed!.start.trace)!;
    const gates = shownStack(record, displayed!.attention)!;
    expect(record.implied?.sinks).toEqual([1, 2, 3]);
    expect(gates.values.every((gate) => gate >= 0 && gate <= 1)).toBe(true);
    scope.read('received');
    scope.read('gate');
    scope.hover({ kind: 'patch', x: 0.5, y: 0.5 });
    expect(shown(scope).displayed?.attention.reading).toBe('gate');
    expect(log.filter((line) => line.startsWith('probe columns'))).toEqual(['probe columns 1 2 3']);
  });

  it('let go of the trace of a lens that has been removed, unless another one shows it', async () => {
    const { scope, log } = await setUpAtOnce();
    scope.addLens({ model: registers, interventions: {} });
    await complete(scope, 'lens-2');
    const { trace } = shown(scope, 'lens-2').displayed!.start;
    scope.removeLens('lens-2');
    expect(log).toContain(`release ${trace}`);
  });
});
