import type { PageOptions } from '../embed/page-options.ts';
import { readOnlyScope } from '../embed/read-only-scope.ts';
import { readPageOptions } from '../embed/read-page-options.ts';
import type { Library } from '../library.ts';
import type { Mechanism } from '../mechanism.ts';
import type { Scope } from '../scope.ts';
import { readLink } from './open-link.ts';
import { stateParameters } from './page-parameters.ts';

/** A page that was opened by a link. */
export interface StartedPage {
  readonly options: PageOptions;
  /** What the visitor works with: in a read-only page little can be done with it. */
  readonly scope: Scope;
  readonly mechanism: Mechanism;
  /** Resolves when the state is that of the link; never rejects. */
  readonly opened: Promise<void>;
}

interface Parts {
  readonly scope: Scope;
  readonly library: Library;
  readonly mechanism: Mechanism;
  readonly window: Window;
}

/** Reads the page's address: how the page behaves, and what it shows. */
export function startPage({ scope, library, mechanism, window }: Parts): StartedPage {
  const { location } = window;
  const { options, unknown } = readPageOptions(location);
  if (unknown.length > 0) console.warn(`Sinkscope has no parts called ${unknown.join(', ')} to hide.`);
  return {
    options,
    scope: options.isReadOnly ? readOnlyScope(scope) : scope,
    mechanism: options.isReadOnly ? { ...mechanism, open: () => undefined } : mechanism,
    opened: open({ scope, library, location }).then(async () => {
      if (!options.isEmbedded || window.parent === window) return;
      const { serveFrame } = await import('../embed/frame-messages.ts');
      serveFrame({ scope, library, window });
    }),
  };
}

async function open({
  scope,
  library,
  location,
}: Pick<Parts, 'scope' | 'library'> & { location: Location }): Promise<void> {
  const parameters = stateParameters(location);
  if (parameters.length === 0) return;
  scope.store.setState(await readLink(parameters, { scope, library, location }).catch(() => ({})));
}
