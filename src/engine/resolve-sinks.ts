import { chooseSinks, type TokenMeasures } from '../core/analysis/sinks.ts';
import { sinkRule } from '../core/intervention/gate.ts';
import type { Interventions } from '../core/intervention/interventions.ts';
import type { TokenLayout } from '../core/vit/token-layout.ts';

/** A run's measures and the layout of its tokens. */
export interface MeasuredRun {
  readonly measures: TokenMeasures;
  readonly layout: TokenLayout;
}

/**
 * Replaces the rule by which an implied gate's sinks are chosen with the tokens that it chooses. `measure` runs the
 * model with the remaining interventions; it is called only where there is such a rule.
 */
export async function resolveSinks(
  interventions: Interventions,
  measure: (withoutGate: Interventions) => Promise<MeasuredRun>,
): Promise<Interventions> {
  const { gate, ...others } = interventions;
  const rule = sinkRule(gate);
  if (gate?.kind !== 'implied' || !rule) return interventions;
  const { measures, layout } = await measure(others);
  const { tokens, layers } = chooseSinks(measures, layout, rule);
  return { ...others, gate: { ...gate, sinks: { tokens: [...tokens], layers: [...layers] } } };
}
