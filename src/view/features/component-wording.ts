import type { KnownComponents } from '../../state/feature-record.ts';

/** The basis in words: whose patches, which of them, and what the shares are of. */
export function basisPhrase({ map, request }: KnownComponents): string {
  const { leftOut, sharedBy, foreground } = map!;
  const basis =
    request.basis === 'own' || (sharedBy === 1 && request.places.length === 1)
      ? 'Own basis'
      : sharedBy === request.places.length
        ? `One basis for ${sharedBy} lenses`
        : `A basis for ${sharedBy} of ${request.places.length} lenses: the others have another width`;
  const out = request.leaveOut
    ? `, without ${leftOut.length} high-norm ${leftOut.length === 1 ? 'patch' : 'patches'}`
    : '';
  const rule = request.foreground;
  const count = foreground?.reduce((sum, isIn) => sum + isIn, 0);
  const shown = rule
    ? ` ${count} of ${foreground?.length} patches are ${rule.side} ${rule.threshold.toFixed(2)} of the first component’s range and make the basis.`
    : '';
  return `${basis}${out}; share of the variance, smallest to largest patch.${shown}`;
}
