import { FIRST_TOKEN } from '../query-target.ts';
import type { Requested } from '../requested.ts';

/** The part of a request that is shared: where the pointer happens to be is no state, and the theme is one's own. */
export function sharedRequest(requested: Requested): Requested {
  const { query } = requested;
  return {
    ...requested,
    query: query.pinned ? query : { target: FIRST_TOKEN, pinned: false },
    theme: 'system',
  };
}
