import { noRequest } from '#words/state/embed.ts';
import { pageParameter } from '../link/page-parameters.ts';
import { lensView } from '../scope-state.ts';
import { answerRequest, type DeskSurroundings, frameState, frameTrace } from './frame-desk.ts';
import { type FrameMessage, isAddressed, MESSAGE_VERSION, readRequest } from './message.ts';

/** The frame, as far as messages are concerned. */
export type MessageWindow = Pick<Window, 'addEventListener' | 'removeEventListener' | 'parent'> & {
  readonly location: Pick<Location, 'search' | 'hash' | 'origin' | 'protocol'>;
};

type Surroundings = Omit<DeskSurroundings, 'location'> & { readonly window: MessageWindow };

/** Changes in quicker succession are told once. */
const settlingMs = 100;

/** The page's own origin and those that `origin=` names, as a browser writes them. */
export function trustedOrigins(location: MessageWindow['location']): ReadonlySet<string> {
  const named = pageParameter(location, 'origin').flatMap((text) => text.split(','));
  const origins = named.flatMap((text) => (URL.canParse(text.trim()) ? [new URL(text.trim()).origin] : []));
  return new Set([location.origin, ...origins].filter((origin) => origin !== 'null'));
}

/**
 * Answers requests of trusted origins and tells them what happens; all others are refused without an answer. Returns
 * what ends it.
 */
export function serveFrame({ scope, library, window }: Surroundings): () => void {
  const { location, parent } = window;
  const trusted = trustedOrigins(location);
  const refused = new Set<string>();
  const tell = (message: FrameMessage) => {
    for (const origin of trusted) parent.postMessage({ sinkscope: MESSAGE_VERSION, ...message }, origin);
  };

  async function receive({ data, origin, source }: MessageEvent): Promise<void> {
    if (!isAddressed(data) || !source) return;
    if (!trusted.has(origin)) {
      if (!refused.has(origin)) console.warn(refusal(origin));
      refused.add(origin);
      return;
    }
    const request = readRequest(data);
    const answer: FrameMessage = request
      ? await answerRequest(request, { scope, library, location })
      : {
          type: 'error',
          message: noRequest(MESSAGE_VERSION),
        };
    const id = typeof data.id === 'string' || typeof data.id === 'number' ? { id: data.id } : {};
    source.postMessage({ sinkscope: MESSAGE_VERSION, ...id, ...answer }, { targetOrigin: origin });
  }

  let toldLink = frameState(scope).link;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tellState = () => {
    const now = frameState(scope);
    if (now.link !== toldLink) tell({ type: 'state-changed', ...now });
    toldLink = now.link;
  };
  const listener = (event: MessageEvent) => void receive(event);
  window.addEventListener('message', listener);
  const unsubscribe = scope.store.subscribe((state, former) => {
    if (state.requested !== former.requested) {
      clearTimeout(timer);
      timer = setTimeout(tellState, settlingMs);
    }
    const { displayed } = lensView(state);
    const before = lensView(former).displayed;
    const isNew = before?.status !== 'complete' || before.start.trace !== displayed?.start.trace;
    if (displayed?.status === 'complete' && isNew) {
      tell({ type: 'trace-complete', trace: frameTrace(scope) });
    }
  });
  tell({ type: 'ready', ...frameState(scope), trace: frameTrace(scope) });
  return () => {
    unsubscribe();
    clearTimeout(timer);
    window.removeEventListener('message', listener);
  };
}

function refusal(origin: string): string {
  return `Sinkscope refused a message from ${origin}. To allow it, add origin=${origin} to the frame's address.`; // no words
}
