import { fixed } from '#words/grammar.ts';
import * as words from '#words/view/components.ts';
import type { KnownComponents } from '../../state/feature-record.ts';

/** The basis in words: whose patches, which of them, and what the shares are of. */
export function basisPhrase({ map, request }: KnownComponents): string {
  const { leftOut, sharedBy, foreground } = map!;
  const asked = request.places.length;
  const isOwn = request.basis === 'own' || (sharedBy === 1 && asked === 1);
  const rule = request.foreground;
  return words.basisOf({
    lenses: isOwn ? undefined : { asked, sharing: sharedBy },
    leftOut: request.leaveOut ? leftOut.length : undefined,
    shown: rule && {
      patches: foreground?.reduce((sum, isIn) => sum + isIn, 0) ?? 0,
      all: foreground?.length ?? 0,
      side: rule.side,
      threshold: fixed(rule.threshold, 2),
    },
  });
}
