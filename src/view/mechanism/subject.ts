import type { Interventions } from '../../core/intervention/interventions.ts';
import type { RerouteDraft } from '../../core/intervention/reroute-draft.ts';
import type { ViTSpec } from '../../core/vit/spec.ts';
import type { TokenLayout } from '../../core/vit/token-layout.ts';

/** The lens that is being changed, and how to change it. */
export interface Subject {
  readonly lens: string;
  readonly spec: ViTSpec;
  /** Of the run that is asked for. */
  readonly layout: TokenLayout;
  readonly interventions: Interventions;
  /** The neurons and what is to happen to them, also while nothing does. */
  readonly draft: RerouteDraft;
  /** The query token. */
  readonly query: number;
  /**
   * Applies interventions at once. What does not fit the model is refused: nothing changes and the panel says why.
   * Returns whether they were accepted.
   */
  change(interventions: Interventions): boolean;
  changeDraft(draft: RerouteDraft): boolean;
  /** Back to the model as it was trained. */
  reset(): void;
  /** Says why something was refused that did not come as far as `change`. */
  refuse(error: unknown): void;
}
