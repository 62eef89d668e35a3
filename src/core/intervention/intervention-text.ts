import * as words from '#words/core/intervention.ts';
import * as jsonWords from '#words/core/json.ts';
import { InputError } from '../input-error.ts';
import type { Grid } from '../vit/positions.ts';
import type { ViTSpec } from '../vit/spec.ts';
import { changedInterventions } from './changed-interventions.ts';
import { compileRun } from './compiled-run.ts';
import { sinkRule } from './gate.ts';
import { type Interventions, isBareList, parseInterventions } from './interventions.ts';
import type { NeuronList } from './reroute.ts';

/** Interventions, or only neurons, as JSON that people read and edit: numbers of one list on one line. */
export function encodeInterventions(value: Interventions | { readonly neurons: NeuronList }): string {
  return JSON.stringify(value, undefined, 2).replace(
    /\[\s*(-?[\d.]+(?:,\s*-?[\d.]+)*)\s*\]/g,
    (_, numbers: string) => `[${numbers.split(/,\s*/).join(', ')}]`,
  );
}

/** What a text held: interventions as a whole, or only neurons. */
export interface InterventionText {
  readonly holds: 'interventions' | 'neurons';
  readonly interventions: Interventions;
}

/**
 * Reads interventions as they are typed or pasted: interventions, a finder's result, or a bare list of neurons.
 * @throws InputError saying where the text is no JSON, or which field is at fault.
 */
export function parseInterventionText(text: string, name = words.theIntervention): InterventionText {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(words.notJson(name, error instanceof Error ? error.message : String(error)));
  }
  if (Array.isArray(value)) throw new InputError(jsonWords.listNotObject(name));
  const isList = isBareList(value) || (typeof value === 'object' && value !== null && 'neurons' in value);
  return { holds: isList ? 'neurons' : 'interventions', interventions: parseInterventions(value, name) };
}

/**
 * Checks interventions against a model and its patch grid, before anything is run.
 * @throws InputError naming what does not fit.
 */
export function checkFit(interventions: Interventions, spec: ViTSpec, grid: Grid): void {
  const waitsForRun = sinkRule(interventions.gate) !== undefined;
  compileRun(
    spec,
    grid,
    waitsForRun ? changedInterventions(interventions, { gate: undefined }) : interventions,
  );
}
