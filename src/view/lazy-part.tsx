import { Component, lazy as lazyComponent, type ReactNode, useState } from 'react';
import * as words from '#words/view/app.ts';
import styles from './lazy-part.module.css';
import { idle } from './when-idle.ts';

type Part<Props> = (props: Props) => ReactNode;

/** A busy page is not waited for longer than this, for each part. */
const longestWaitMs = 2000;

const unloaded = new Set<() => Promise<unknown>>();

/**
 * A part of the page whose code is fetched when it is first shown, or by `loadParts`. Where it cannot be fetched, or fails
 * while it draws, its place says so and offers another try; the rest of the page goes on.
 */
export function lazy<Props extends object>(
  load: () => Promise<{ readonly default: Part<Props> }>,
): Part<Props> {
  unloaded.add(load);
  let Loaded = lazyComponent(load);
  // biome-ignore lint/correctness/noComponentHookFactories: it is called once a part, while modules load.
  return function LazyPart(props: Props) {
    const [, setAttempts] = useState(0);
    const retry = () => {
      Loaded = lazyComponent(load);
      setAttempts((attempts) => attempts + 1);
    };
    return (
      <PartBoundary onRetry={retry}>
        <Loaded {...props} />
      </PartBoundary>
    );
  };
}

/** Fetches the code of all parts while the page is idle, so that none of them needs a network later. */
export async function loadParts(): Promise<void> {
  // Parts of parts join the set while it is walked.
  for (const load of unloaded) {
    unloaded.delete(load);
    await idle(longestWaitMs);
    await load().catch(() => undefined); // it is tried again when the part is shown
  }
}

interface PartBoundaryProps {
  readonly onRetry: () => void;
  readonly children: ReactNode;
}

class PartBoundary extends Component<PartBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    const retry = () => {
      this.props.onRetry();
      this.setState({ hasFailed: false });
    };
    return (
      <p role="alert" className={styles.missing}>
        {words.missingPart}{' '}
        <button type="button" onClick={retry}>
          {words.tryAgain}
        </button>
      </p>
    );
  }
}
