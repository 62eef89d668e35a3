import { Suspense } from 'react';
import { lazy } from '../lazy-part.tsx';
import { LensProvider } from '../lens-context.tsx';
import type { LensTrace } from './use-lens-traces.ts';

const StageComponents = lazy(async () => ({
  default: (await import('../features/stage-components.tsx')).StageComponents,
}));

/** What the colours of all columns stand for, as the first lens has it. */
export function ComparedComponents({ lenses }: { lenses: readonly LensTrace[] }) {
  const first = lenses.find(({ shown }) => shown !== undefined);
  if (first === undefined) return null;
  return (
    <LensProvider lens={first.lens.id}>
      <Suspense>
        <StageComponents withControls />
      </Suspense>
    </LensProvider>
  );
}
