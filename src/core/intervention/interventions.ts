import * as v from 'valibot';
import * as words from '#words/core/intervention.ts';
import { parseFields, parseJsonObject } from '../checkpoint/config-schema.ts';
import { InputError } from '../input-error.ts';
import type { ViTSpec } from '../vit/spec.ts';
import type { TokenLayout } from '../vit/token-layout.ts';
import { dropTrainedRegisters } from './drop-trained-registers.ts';
import { gate } from './gate.ts';
import type { BlockChange, BlockContext, Intervention } from './intervention.ts';
import { mask } from './mask.ts';
import { normaliser } from './normaliser.ts';
import { registers } from './registers.ts';
import { neuronListSchema, reroute } from './reroute.ts';

const schema = v.strictObject({
  registers: v.optional(registers.schema),
  dropTrainedRegisters: v.optional(dropTrainedRegisters.schema),
  reroute: v.optional(reroute.schema),
  mask: v.optional(mask.schema),
  normaliser: v.optional(normaliser.schema),
  gate: v.optional(gate.schema),
});

/** What is changed in a model: the same JSON in the page, the link and the command line. */
export type Interventions = v.InferOutput<typeof schema>;

/** A bare list of neurons, or the finder's result: as test-time registers with the defaults. */
const neuronFileSchema = v.object({ neurons: neuronListSchema, registers: v.optional(v.number(), 1) });

/** Reads interventions from JSON that was already parsed. @throws InputError naming the field. */
export function parseInterventions(given: unknown, file = words.theIntervention): Interventions {
  const value = isBareList(given) ? { neurons: given } : given;
  if (typeof value === 'object' && value !== null && 'neurons' in value) {
    const list = parseFields(neuronFileSchema, value, file);
    const other = Object.keys(schema.entries).find((key) => key !== 'registers' && key in value);
    if (other !== undefined) {
      throw new InputError(words.neuronsBeside(file, other));
    }
    const shorthand = { registers: { count: list.registers }, reroute: { neurons: list.neurons } };
    return parseFields(schema, shorthand, file);
  }
  return parseFields(schema, value, file);
}

/** Whether a value is a list of neurons without anything around it: `{"7": [12, 40]}`. */
export function isBareList(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key));
}

/** Reads interventions from a file's text. @throws InputError naming the file and field. */
export function parseInterventionFile(text: string, file: string): Interventions {
  return parseInterventions(parseJsonObject(text, file, words.file), file);
}

/** An intervention together with its value. */
export interface BoundIntervention {
  check(spec: ViTSpec): void;
  layout(layout: TokenLayout): TokenLayout;
  block(context: BlockContext): BlockChange | undefined;
}

function bind<T>(kind: Intervention<T>, value: T | undefined): BoundIntervention[] {
  if (value === undefined) return [];
  return [
    {
      check: (spec) => kind.check?.(value, spec),
      layout: (layout) => kind.layout?.(value, layout) ?? layout,
      block: (context) => kind.block?.(value, context),
    },
  ];
}

/** @throws InputError naming what does not fit the model, before anything is run. */
export function checkInterventions(interventions: Interventions, spec: ViTSpec): void {
  for (const intervention of bindInterventions(interventions)) intervention.check(spec);
}

/** The interventions that are given, in the order in which they apply. A new one is one file and one line here. */
export function bindInterventions(given: Interventions): BoundIntervention[] {
  return [
    ...bind(dropTrainedRegisters, given.dropTrainedRegisters),
    ...bind(registers, given.registers),
    ...bind(reroute, given.reroute),
    ...bind(mask, given.mask),
    ...bind(normaliser, given.normaliser),
    ...bind(gate, given.gate),
  ];
}
