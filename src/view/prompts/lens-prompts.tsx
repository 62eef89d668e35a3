import { useLensId } from '../lens-context.tsx';
import { useLensTraces } from '../lenses/use-lens-traces.ts';
import { PromptSection } from './prompt-section.tsx';

/** The prompts of the one lens that is shown. */
export function LensPrompts() {
  const id = useLensId();
  const lenses = useLensTraces();
  return <PromptSection lenses={lenses.filter(({ lens }) => lens.id === id)} />;
}
