import { activeLens, type Preset } from '../../state/lens.ts';
import { presetsFor, REMEDIES } from '../../state/presets.ts';
import { lensView, type ScopeState } from '../../state/scope-state.ts';

/**
 * What the open model is compared with. The small model has twins that were trained otherwise; any other one stands beside
 * what can be done to it without training, with a test-time register where its neurons are found or published.
 */
export async function remediesFor(state: ScopeState): Promise<Preset> {
  const { requested } = state;
  const { id, model } = activeLens(requested);
  if (model.kind === 'embedded') return REMEDIES;
  const preset = presetsFor(requested).find((each) => each.id === 'training-free') ?? REMEDIES;
  const spec = lensView(state, id).displayed?.model.spec;
  const hasRegister = preset.lenses.some(({ interventions }) => interventions.reroute !== undefined);
  if (hasRegister || spec === undefined) return preset;
  // Without the lists the comparison has one column less.
  const lists = await import('./published-remedy.ts').catch(() => undefined);
  const register = lists?.publishedRemedy(spec);
  if (register === undefined) return preset;
  const [trained, ...others] = preset.lenses;
  return { ...preset, lenses: [trained!, { model, interventions: register }, ...others] };
}
