import { useEffect, useState } from 'react';
import * as words from '#words/view/mechanism/panel.ts';
import type { SinkChoice, SinkReport, TraceId } from '../../engine/engine.ts';
import { explain, isAbort } from '../../state/notice.ts';
import { useMechanism } from './mechanism-context.tsx';

export interface SinkQuestion {
  readonly trace: TraceId | undefined;
  /** Before all layers have run there is nothing to ask. */
  readonly isComplete: boolean;
  readonly choice: SinkChoice;
}

/** What the heads of a trace do with chosen sinks; the last answer stays until the next one has come. */
export function useSinkReport({ trace, isComplete, choice }: SinkQuestion): {
  report: SinkReport | undefined;
  message: string | undefined;
} {
  const mechanism = useMechanism();
  const [report, setReport] = useState<SinkReport>();
  const [message, setMessage] = useState<string>();
  const key = JSON.stringify(choice);
  useEffect(() => {
    if (!trace || !isComplete) return;
    const controller = new AbortController();
    mechanism.readSinks(trace, JSON.parse(key), { signal: controller.signal }).then(
      (answer) => {
        if (controller.signal.aborted) return;
        setReport(answer);
        setMessage(undefined);
      },
      (error) => {
        if (!controller.signal.aborted && !isAbort(error))
          setMessage(explain(error, words.tasks.sinks).message);
      },
    );
    return () => controller.abort();
  }, [mechanism, trace, isComplete, key]);
  return { report, message };
}
