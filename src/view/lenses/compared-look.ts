import type { PaletteName } from '../../core/image/palette.ts';
import type { ComparedMap } from '../../state/compared-maps.ts';

/** Differences take the palette that diverges around 0. */
export function paletteOf({ kind }: Pick<ComparedMap, 'kind'>, chosen: PaletteName): PaletteName {
  return kind === 'difference' ? 'blue-red' : chosen;
}
