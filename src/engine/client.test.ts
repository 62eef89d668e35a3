import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { InputError } from '../core/input-error.ts';
import { openBytePort } from './byte-port.ts';
import { createEngineClient, EngineRestartError } from './client.ts';
import type { CheckpointSource, Engine, ImageId, ModelId, TraceId, TraceRequest } from './engine.ts';
import type { Call, FromWorker, ToWorker } from './protocol.ts';

/** A worker that records what it is sent and says what a test makes it say. */
class FakeWorker extends EventTarget {
  readonly sent: ToWorker[] = [];
  terminated = false;
  postMessage(message: ToWorker, transfer: Transferable[] = []): void {
    this.sent.push(structuredClone(message, { transfer })); // throws where a real worker's would
  }
  terminate(): void {
    this.terminated = true;
  }
  say(message: FromWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }
  crash(message?: string): void {
    this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }));
  }
  /** The id and content of the newest call by a method. */
  newest<M extends Call['method']>(method: M): { id: number; call: Extract<Call, { method: M }> } {
    const found = this.sent.findLast((message) => message.kind === 'call' && message.call.method === method);
    if (found?.kind !== 'call') throw new Error(`${method} was not called.`);
    return { id: found.id, call: found.call as Extract<Call, { method: M }> };
  }
  answer(method: Call['method'], value: unknown): void {
    this.say({ kind: 'result', id: this.newest(method).id, value });
  }
}

const workers: FakeWorker[] = [];
const current = () => workers.at(-1)!;
const source: CheckpointSource = { name: 'm', config: new Blob(['{}']), weights: new Blob([]) };
const onRestart = vi.fn();
let engine: Engine;

beforeEach(() => {
  vi.useFakeTimers();
  workers.length = 0;
  onRestart.mockClear();
  engine = createEngineClient({
    watchdogMs: 1000,
    onRestart: () => onRestart(workers.length),
    createWorker() {
      workers.push(new FakeWorker());
      return current() as unknown as Worker; // the client uses no more of it
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);

async function openModel(id = 'model-1') {
  const opening = engine.open(source);
  current().answer('open', { id });
  return opening;
}

async function decodeImage(id = 'image-1') {
  const decoding = engine.decode(new Blob(), { name: 'photo' });
  current().answer('decode', { id });
  return decoding;
}

const requestFor = (model: ModelId, image: ImageId): TraceRequest => ({
  model,
  image,
  framing: { fit: 'publisher' },
  positionRule: 'publisher',
  queryToken: 0,
});

const device = { backend: 'wasm', threads: 1, reason: '' };

test('the worker is started with the backend first, then called', async () => {
  const report = engine.device();
  expect(current().sent.map(({ kind }) => kind)).toEqual(['start', 'call']);
  expect(current().sent[0]).toEqual({ kind: 'start', backend: 'auto' });
  current().answer('device', device);
  await expect(report).resolves.toEqual(device);
});

test('answers find their calls in whatever order they come', async () => {
  const first = engine.device();
  const second = engine.device();
  const [one, two] = current().sent.flatMap((message) => (message.kind === 'call' ? [message.id] : []));
  current().say({ kind: 'result', id: two!, value: 'second' });
  current().say({ kind: 'result', id: one!, value: 'first' });
  expect([await first, await second]).toEqual(['first', 'second']);
});

test('a trace’s start and layers reach its own hooks, until it is answered', async () => {
  const onStart = vi.fn();
  const onLayer = vi.fn();
  const trace = engine.trace(requestFor('m' as ModelId, 'i' as ImageId), { onStart, onLayer, lane: 'left' });
  await settle();
  const { id, call } = current().newest('trace');
  expect(call.lane).toBe('left');
  const start = { trace: 't' } as never; // what it holds is not looked at
  current().say({ kind: 'trace-start', id, start });
  current().say({ kind: 'layer', id, layer: { layer: 0 } as never });
  current().say({ kind: 'result', id, value: 'summary' });
  current().say({ kind: 'layer', id, layer: { layer: 1 } as never });
  await trace;
  expect(onStart).toHaveBeenCalledExactlyOnceWith(start);
  expect(onLayer).toHaveBeenCalledExactlyOnceWith({ layer: 0 });
});

describe('cancelling', () => {
  test('tells the worker, which then rejects', async () => {
    const cancel = new AbortController();
    const probe = engine.probe('t' as TraceId, { kind: 'row', token: 1 }, { signal: cancel.signal });
    cancel.abort();
    const { id } = current().newest('probe');
    expect(current().sent.at(-1)).toEqual({ kind: 'abort', id });
    current().say({ kind: 'error', id, name: 'AbortError', message: 'whatever' });
    await expect(probe).rejects.toMatchObject({ name: 'AbortError', message: 'The call was cancelled.' });
  });

  test('before the call sends nothing', async () => {
    const signal = AbortSignal.abort();
    await expect(engine.open(source, { signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(current().sent).toHaveLength(1);
  });

  test('after the answer says nothing any more', async () => {
    const cancel = new AbortController();
    const opening = engine.open(source, { signal: cancel.signal });
    current().answer('open', { id: 'model-1' });
    await opening;
    cancel.abort();
    expect(current().sent.filter(({ kind }) => kind === 'abort')).toEqual([]);
  });
});

describe('errors come back as what they were', () => {
  test('InputError with its message', async () => {
    const opening = engine.open(source);
    const { id } = current().newest('open');
    current().say({ kind: 'error', id, name: 'InputError', message: 'config.json is not JSON.' });
    await expect(opening).rejects.toThrow(new InputError('config.json is not JSON.'));
    await expect(opening).rejects.toBeInstanceOf(InputError);
  });

  test('others with their name', async () => {
    const probe = engine.probe('t' as TraceId, { kind: 'row', token: 99 });
    const { id } = current().newest('probe');
    current().say({ kind: 'error', id, name: 'RangeError', message: 'There is no token 99.' });
    await expect(probe).rejects.toMatchObject({ name: 'RangeError', message: 'There is no token 99.' });
  });
});

describe('the watchdog', () => {
  test('restarts a worker that owes an answer and is silent for its time', async () => {
    const report = engine.device();
    const lost = expect(report).rejects.toThrow(
      new EngineRestartError('The engine did not answer for 1 s and was restarted.'),
    );
    await vi.advanceTimersByTimeAsync(999);
    expect(workers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await lost;
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  test('waits as long as the worker waits for bytes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const arrived = () => new Promise((resolve) => setImmediate(resolve));
    const give: ((bytes: ArrayBuffer) => void)[] = [];
    const weights = {
      size: 4,
      slice: () => ({ arrayBuffer: () => new Promise<ArrayBuffer>((resolve) => give.push(resolve)) }),
    };
    const opening = expect(engine.open({ ...source, weights })).rejects.toThrow(EngineRestartError);
    const sent = current().newest('open').call.source.weights;
    if (sent instanceof Blob) throw new Error('The weights were not sent through a port.');
    const reading = openBytePort(sent).slice(0, 4).arrayBuffer();
    while (give.length === 0) await arrived();
    await vi.advanceTimersByTimeAsync(5000);
    expect(workers).toHaveLength(1);
    give[0]?.(new ArrayBuffer(4));
    expect((await reading).byteLength).toBe(4);
    await arrived();
    await vi.advanceTimersByTimeAsync(1000);
    await opening;
    expect(workers).toHaveLength(2);
    sent.port.close();
  });

  test('is kept quiet by every sign of life', async () => {
    const trace = engine.trace(requestFor('m' as ModelId, 'i' as ImageId));
    await settle();
    const { id } = current().newest('trace');
    for (let layer = 0; layer < 5; layer++) {
      await vi.advanceTimersByTimeAsync(900);
      current().say({ kind: 'layer', id, layer: {} as never });
    }
    current().answer('trace', {});
    await trace;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(workers).toHaveLength(1);
  });

  test('is not kept quiet by more and more calls, as a moving pointer makes them', async () => {
    const outcomes: Promise<PromiseSettledResult<unknown>[]>[] = [];
    for (let i = 0; i < 12; i++) {
      outcomes.push(Promise.allSettled([engine.probe('t' as TraceId, { kind: 'row', token: i })]));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(workers).toHaveLength(2);
    const first = await outcomes[0]!;
    expect(first).toMatchObject([{ status: 'rejected', reason: { name: 'EngineRestartError' } }]);
  });

  test('does not wait for a call that could not be sent', async () => {
    const uncloneable = { kind: 'row', token: () => 1 } as never;
    await expect(engine.probe('t' as TraceId, uncloneable)).rejects.toMatchObject({ name: 'DataCloneError' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(workers).toHaveLength(1);
  });
});

describe('a worker that dies', () => {
  test('is replaced, what was open is opened again, and the page’s ids stay valid', async () => {
    const model = await openModel();
    const image = await decodeImage();
    const lost = engine.device();
    current().crash('out of memory');
    await expect(lost).rejects.toThrow(new EngineRestartError('The engine stopped: out of memory.'));
    expect(current().newest('decode').call).toMatchObject({ name: 'photo' });
    current().answer('open', { id: 'model-9' });
    current().answer('decode', { id: 'image-9' });
    const trace = engine.trace(requestFor(model.id, image.id));
    await settle();
    expect(current().newest('trace').call.request).toMatchObject({ model: 'model-9', image: 'image-9' });
    current().answer('trace', 'summary');
    await expect(trace).resolves.toBe('summary');
    const releasing = engine.release(model.id);
    await settle();
    expect(current().newest('release').call.id).toBe('model-9');
    current().answer('release', undefined);
    await releasing;
  });

  test('says so when what was open cannot be opened again, and can still release it', async () => {
    const model = await openModel();
    current().crash();
    const { id } = current().newest('open');
    current().say({ kind: 'error', id, name: 'NotReadableError', message: 'The file was deleted.' });
    await expect(engine.trace(requestFor(model.id, 'i' as ImageId))).rejects.toThrow('The file was deleted.');
    const releasing = engine.release(model.id);
    await settle();
    current().answer('release', undefined);
    await expect(releasing).resolves.toBeUndefined();
  });

  test('at its start again and again is given up after four, with a message', async () => {
    for (let i = 0; i < 4; i++) current().crash();
    expect(workers).toHaveLength(4);
    await expect(engine.device()).rejects.toThrow('The engine could not be started. Reload the page.');
  });

  test('now and then is replaced for ever', async () => {
    for (let i = 0; i < 10; i++) {
      const report = engine.device();
      current().answer('device', device);
      await report;
      current().crash();
    }
    expect(workers).toHaveLength(11);
  });

  test('is not listened to any more', async () => {
    const [dead] = workers;
    current().crash();
    const report = engine.device();
    dead!.say({ kind: 'device-lost', reason: 'late' });
    dead!.crash();
    expect(workers).toHaveLength(2);
    current().answer('device', device);
    await expect(report).resolves.toEqual(device);
  });
});

test('a lost GPU restarts the worker once as it was, then on WebAssembly, under the same ids', async () => {
  const model = await openModel();
  current().say({ kind: 'device-lost', reason: 'reset' });
  expect(current().sent[0]).toEqual({ kind: 'start', backend: 'auto' });
  current().answer('open', { id: 'model-2' });
  current().say({ kind: 'device-lost', reason: 'reset' });
  expect(current().sent[0]).toEqual({ kind: 'start', backend: 'lost' });
  current().answer('open', { id: 'model-3' });
  const trace = engine.trace(requestFor(model.id, 'i' as ImageId));
  await settle();
  expect(current().newest('trace').call.request.model).toBe('model-3');
  current().answer('trace', 'summary');
  await expect(trace).resolves.toBe('summary');
  expect(onRestart.mock.calls).toEqual([[2], [3]]); // when the new worker takes calls
});
