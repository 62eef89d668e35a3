import type { CombinedKind } from '../../state/combining.ts';
import type { Displayed } from '../../state/displayed.ts';
import { useScopeState } from '../scope-context.tsx';
import { combinedPhrase } from './combined-wording.ts';

interface CombinedCaptionProps {
  readonly displayed: Displayed;
  readonly layer: number;
  readonly kind: CombinedKind;
}

/** The sentence that says what a combined map shows, and its source. */
export function CombinedCaption({ displayed, layer, kind }: CombinedCaptionProps) {
  const combining = useScopeState((state) => state.requested.combining);
  const phrase = combinedPhrase(displayed, { layer, kind }, combining);
  return <span title={phrase}>{phrase}</span>;
}
