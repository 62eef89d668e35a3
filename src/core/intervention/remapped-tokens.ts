import {
  patchToken,
  prefixCount,
  type TokenLayout,
  type TokenRole,
  tokenCount,
  tokenRole,
} from '../vit/token-layout.ts';
import { changedInterventions } from './changed-interventions.ts';
import type { Interventions } from './interventions.ts';
import { type MaskEntry, maskEntries } from './mask-entries.ts';

/**
 * The same interventions for a sequence with another layout: masks and hand-picked sinks name tokens by their place,
 * which shifts when registers come or go. Tokens that the other sequence does not have are left out.
 */
export function remappedTokens(given: Interventions, from: TokenLayout, to: TokenLayout): Interventions {
  const remap = (tokens: readonly number[]) => tokens.flatMap((token) => remappedToken(token, from, to));
  const masks: MaskEntry[] = maskEntries(given.mask)
    .map((entry) => ({ ...entry, tokens: remap(entry.tokens) }))
    .filter(({ tokens }) => tokens.length > 0);
  const { gate } = given;
  const change = { mask: given.mask && masks };
  if (gate?.kind !== 'implied' || typeof gate.sinks === 'string') return changedInterventions(given, change);
  const sinks = { ...gate.sinks, tokens: remap(gate.sinks.tokens) };
  return changedInterventions(given, { ...change, gate: { ...gate, sinks } });
}

function remappedToken(token: number, from: TokenLayout, to: TokenLayout): number[] {
  if (token >= tokenCount(from)) return [];
  const role = tokenRole(from, token);
  const found = tokenOf(role, to);
  return found === undefined ? [] : [found];
}

function tokenOf(role: TokenRole, layout: TokenLayout): number | undefined {
  switch (role.kind) {
    case 'cls':
      return layout.cls ? 0 : undefined;
    case 'distillation':
      return layout.distillation ? layout.cls : undefined;
    case 'register':
      return role.index < layout.registers ? prefixCount(layout) - layout.registers + role.index : undefined;
    case 'patch':
      return role.row < layout.rows && role.column < layout.columns
        ? patchToken(layout, role.row, role.column)
        : undefined;
    case 'test-time-register':
      return role.index < layout.testTimeRegisters
        ? tokenCount(layout) - layout.testTimeRegisters + role.index
        : undefined;
  }
}
