export const name =
  'Attention maps, one row a layer and one column a head, then the mean and the maximum of heads and the norms';
export const rankedName = (measure: string) => `Attention maps of all heads, ordered by ${measure}`;
export const layerColumn = 'Layer';

/** A map by name: "Layer 3, head 2". */
export const mapName = (layer: number, map: string) => `Layer ${layer}, ${map}`;

/** A cell as it is read out. */
export function cell(
  map: string,
  state: {
    readonly rank: { readonly measure: string; readonly value: string; readonly place: number } | undefined;
    readonly isWaiting: boolean;
    readonly isOut: boolean;
  },
): string {
  const { rank, isWaiting, isOut } = state;
  const value = rank ? `: ${rank.measure} ${rank.value}, place ${rank.place}` : '';
  return `${map}${value}${isWaiting ? ', not computed yet' : ''}${isOut ? ', filtered out' : ''}`;
}

export const noMap = 'No map yet';
/** Below the colour bar: which map, and what its colours stand for. */
export const scaleOf = (map: string, note: string) => `${map}: ${note}.`;
export const normScale = (site: string, axis: string, range: 'patches' | 'all-tokens') =>
  `norm of ${site}, ${axis} scale, the layer's ${range === 'patches' ? 'patches' : 'tokens'}`;

export const legend = {
  staged: 'on the stage',
  filtered: 'filtered out',
  waiting: 'not computed yet',
};
