import { createStore, type StoreApi } from 'zustand/vanilla';
import * as words from '#words/state/models.ts';
import type { CheckpointFiles } from '../hub/checkpoint-files.ts';
import { parseHubAddress } from '../hub/hub-address.ts';
import type { DownloadSize, HubModel, NamedProgress } from '../hub/hub-model.ts';
import { type HubStore, isFull, type StoredModel } from '../hub/hub-store.ts';
import { formatModelReference, type ModelReference } from '../hub/model-reference.ts';
import { createRateMeter, type RateMeter, secondsLeft } from '../hub/transfer-rate.ts';
import type { DownloadQuestion, HubState, Transfer } from './hub-state.ts';
import type { HubSurroundings } from './hub-surroundings.ts';

/** Downloads from this size on are asked about; on a metered connection, from the second. */
const largeBytes = 100_000_000;
const meteredBytes = 5_000_000;
const maxRecent = 8;
/** Numbers that change more often than this cannot be read. */
const reportMs = 100;

/** Models of a hub: finding, downloading, keeping them. */
export interface HubDesk {
  readonly store: StoreApi<HubState>;
  /** Finds a model and begins to download it; its weights arrive as they are read. */
  open(reference: ModelReference, signal: AbortSignal): Promise<CheckpointFiles>;
  /** Stops downloads; they go on when the model is read again. */
  pause(references: readonly ModelReference[]): void;
  /** Whether a model's files were not what they should be; it has to be opened anew. */
  isRuined(reference: ModelReference): boolean;
  forget(reference: ModelReference): void;
  /** The revision that a model was opened at, a commit where the hub names one; undefined before it was. */
  revisionOf(reference: ModelReference): string | undefined;
  answer(question: DownloadQuestion, isYes: boolean): void;
  /** Throws InputError. The token is dropped: it belongs to the former hub. */
  changeAddress(address: string): void;
  /** Keeps the token until the page is closed; an empty one is none. */
  changeToken(token: string): void;
  /** Looks at what is stored. */
  refreshStorage(): Promise<void>;
  remove(model: StoredModel): Promise<void>;
}

/** One string per model of a hub. */
function referenceKey(reference: ModelReference): string {
  return formatModelReference(reference);
}

/** The desk of a page. */
export function createHubDesk(around: HubSurroundings): HubDesk {
  const store = createStore<HubState>(() => ({
    address: around.firstAddress,
    hasToken: false,
    transfers: {},
    question: undefined,
    storage: { models: [], quotaBytes: undefined, isPersistent: false },
    recent: around.recent(),
    notKept: undefined,
  }));
  const models = new Map<string, HubModel>();
  const reports = new Map<string, ReturnType<typeof setTimeout>>(); // that wait to be shown
  let token: string | undefined;
  let files: Promise<HubStore> | undefined;
  let answerQuestion: ((isYes: boolean) => void) | undefined;

  const storeOfFiles = () => {
    files ??= around.store();
    return files;
  };

  async function refreshStorage(): Promise<void> {
    const [stored, { quotaBytes, isPersistent }] = await Promise.all([
      (await storeOfFiles()).models(),
      around.estimate(),
    ]);
    store.setState({ storage: { models: stored, quotaBytes, isPersistent } });
  }

  /** Resolves when the download may begin; rejects with AbortError where it may not. */
  async function confirm(key: string, size: DownloadSize, signal: AbortSignal): Promise<void> {
    const isMetered = around.isMetered();
    if (size.missingBytes <= (isMetered ? meteredBytes : largeBytes)) return;
    answerQuestion?.(false);
    const why = isMetered && size.missingBytes <= largeBytes ? 'metered' : 'large';
    store.setState({ question: { ...size, key, why } });
    const isYes = await new Promise<boolean>((resolve) => {
      answerQuestion = resolve;
      signal.addEventListener('abort', () => resolve(false), { once: true });
    });
    if (store.getState().question?.key === key) store.setState({ question: undefined });
    if (!isYes) throw new DOMException('The download was not wanted.', 'AbortError'); // no words
  }

  /** Shows how far a download is, the newest state and no more often than can be read. */
  function reporter(key: string): (files: readonly NamedProgress[]) => void {
    const meter = createRateMeter();
    let newest: readonly NamedProgress[] = [];
    const show = () => {
      reports.delete(key);
      const transfer = transferOf(key, newest, meter);
      const isWhole = transfer.loadedBytes === transfer.totalBytes;
      setTransfer(key, isWhole ? undefined : transfer);
      if (isWhole) void refreshStorage();
    };
    return (progress) => {
      newest = progress;
      if (!reports.has(key)) reports.set(key, setTimeout(show, reportMs));
    };
  }

  function stopReporting(key: string): void {
    clearTimeout(reports.get(key));
    reports.delete(key);
    setTransfer(key, undefined);
  }

  function setTransfer(key: string, transfer: HubState['transfers'][string] | undefined): void {
    const { [key]: former, ...others } = store.getState().transfers;
    if (former === undefined && transfer === undefined) return;
    store.setState({ transfers: transfer ? { ...others, [key]: transfer } : others });
  }

  function remember(reference: ModelReference): void {
    const others = store.getState().recent.filter((one) => referenceKey(one) !== referenceKey(reference));
    const recent = [reference, ...others].slice(0, maxRecent);
    store.setState({ recent });
    around.keepRecent(recent);
  }

  return {
    store,
    async open(reference, signal) {
      const key = referenceKey(reference);
      const known = models.get(key);
      if (known && !isRuined(known)) return known.files;
      void around.persist().catch(() => false);
      // Not part of what a first visit loads.
      const { downloadModel } = await import('../hub/download.ts');
      const model = await downloadModel(reference, {
        address: store.getState().address,
        token,
        store: await storeOfFiles(),
        createHash: around.createHash,
        signal,
        confirm: (size) => confirm(key, size, signal),
        onProgress: reporter(key),
        onKeptInMemory: (error) => store.setState({ notKept: explainNotKept(error) }),
      });
      models.set(key, model);
      remember(reference);
      return model.files;
    },
    pause(references) {
      for (const reference of references) {
        for (const file of models.get(referenceKey(reference))?.weights ?? []) file.pause();
        stopReporting(referenceKey(reference));
      }
    },
    isRuined(reference) {
      const model = models.get(referenceKey(reference));
      return model !== undefined && isRuined(model);
    },
    forget(reference) {
      this.pause([reference]);
      models.delete(referenceKey(reference));
    },
    revisionOf: (reference) => models.get(referenceKey(reference))?.repository.revision,
    answer(question, isYes) {
      if (store.getState().question === question) answerQuestion?.(isYes);
    },
    changeAddress(text) {
      const address = parseHubAddress(text);
      if (address === store.getState().address) return;
      token = undefined;
      store.setState({ address, hasToken: false });
      around.keepAddress(address);
    },
    changeToken(text) {
      token = text.trim() || undefined;
      store.setState({ hasToken: token !== undefined });
    },
    refreshStorage,
    async remove({ hub, repo, revision }) {
      for (const { repository, weights } of models.values()) {
        if (repository.repo !== repo || repository.revision !== revision) continue;
        for (const file of weights) await file.clear();
      }
      await (await storeOfFiles()).remove({ hub, repo, revision });
      await refreshStorage();
    },
  };
}

function transferOf(title: string, files: readonly NamedProgress[], meter: RateMeter): Transfer {
  const loadedBytes = files.reduce((sum, file) => sum + file.loadedBytes, 0);
  const totalBytes = files.reduce((sum, file) => sum + file.totalBytes, 0);
  const bytesPerSecond = meter.add(loadedBytes, performance.now());
  return {
    title,
    files,
    loadedBytes,
    totalBytes,
    bytesPerSecond,
    secondsLeft: secondsLeft({ loadedBytes, totalBytes }, bytesPerSecond),
  };
}

function isRuined({ weights }: HubModel): boolean {
  return weights.some((file) => file.isRuined);
}

function explainNotKept(error: unknown): string {
  return isFull(error) ? words.noRoom : words.notStored;
}
