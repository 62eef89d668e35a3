import { counted } from '../grammar.ts';

export const basis = { name: 'Basis', joint: 'joint', own: 'own each' };
export const foreground = {
  name: 'Patches',
  all: 'all',
  above: 'above threshold',
  below: 'below threshold',
};
export const threshold = {
  name: 'Threshold',
  hint: 'On the first component, between its smallest and largest patch',
};
export const leaveOut = {
  label: 'Leave out high-norm patches',
  hint: (rule: string) => `By norm after the block: ${rule}`,
};

export const notComputed = 'Not computed yet.';
/** Where lenses stand side by side as differences from one of them. */
export const noDifference = 'Colours have no difference: the rows below show it.';
export const colours = 'Colours';
export const channels = { red: 'red', green: 'green', blue: 'blue' };
export const channel = (component: number, colour: keyof typeof channels) =>
  `${component} ${channels[colour]}`;
export const method =
  'Features are centred by their mean and not scaled by channel. Each component’s largest weight is positive. High-norm patches are the outliers of the norms’ rule after the block.';

/** What the components of a map were made from. */
export interface Basis {
  /** The lenses that asked for one basis, and those that have it; undefined: a map has its own. */
  readonly lenses: { readonly asked: number; readonly sharing: number } | undefined;
  /** High-norm patches that take no part; undefined where none was to be left out. */
  readonly leftOut: number | undefined;
  /** The patches on one side of a threshold, where only they are shown. */
  readonly shown:
    | {
        readonly patches: number;
        readonly all: number;
        readonly side: 'above' | 'below';
        readonly threshold: string;
      }
    | undefined;
}

/** Whose patches a basis is made of, which of them, and what the shares are of. */
export function basisOf({ lenses, leftOut, shown }: Basis): string {
  const without =
    leftOut === undefined ? '' : `, without ${counted(leftOut, 'high-norm patch', 'high-norm patches')}`;
  const made = `${basisOfLenses(lenses)}${without}; share of the variance, smallest to largest patch.`;
  if (shown === undefined) return made;
  const { patches, all, side, threshold: limit } = shown;
  return `${made} ${patches} of ${all} patches are ${side} ${limit} of the first component’s range and make the basis.`;
}

function basisOfLenses(lenses: Basis['lenses']): string {
  if (lenses === undefined) return 'Own basis';
  const { asked, sharing } = lenses;
  if (sharing === asked) return `One basis for ${asked} lenses`;
  return `A basis for ${sharing} of ${asked} lenses: the others have another width`;
}
