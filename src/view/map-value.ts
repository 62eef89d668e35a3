import type { TokenMap } from '../state/layer-maps.ts';
import { formatValue } from './numbers.ts';

/** A token's value in a map: one number, or its three components. */
export function formatMapValue({ tokens, components }: TokenMap, token: number): string {
  if (components === undefined) return formatValue(tokens[token]!);
  return [...components.projections.subarray(token * 3, token * 3 + 3)].map(formatValue).join(', ');
}
