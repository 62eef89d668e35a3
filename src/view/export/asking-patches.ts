import * as words from '#words/view/export-facts.ts';
import { prefixCount, type TokenLayout, tokenRole } from '../../core/vit/token-layout.ts';
import { type Displayed, queryOf } from '../../state/displayed.ts';
import type { MapKind } from '../../state/requested.ts';
import { queryPhrase } from '../wording.ts';

/** The tokens that a map is asked from or about; none where it has no query. */
export function askingOf(displayed: Displayed, kind: MapKind): readonly number[] {
  switch (kind.kind) {
    case 'norm':
    case 'pca':
    case 'prompt':
      return [];
    case 'rollout': {
      const tokens = displayed.rollout?.question.tokens ?? [];
      return tokens === 'all' ? [] : tokens;
    }
    case 'similarity': {
      const { token, tokens } = queryOf(displayed, kind);
      return tokens ?? [token];
    }
    default: {
      const { reading, token, tokens } = displayed.attention;
      return reading === 'received' || reading === 'gate' ? [] : (tokens ?? [token]);
    }
  }
}

/** Those who ask, by name: "CLS", "patch 4, 7", "24 patches, a box: rows 2 to 5, columns 3 to 8". */
export function askingPhrase(layout: TokenLayout, tokens: readonly number[]): string {
  const [first = 0] = tokens;
  if (tokens.length < 2) return queryPhrase(layout, { token: first });
  const places = tokens.flatMap((token) => {
    const role = tokenRole(layout, token);
    return role.kind === 'patch' ? [role] : [];
  });
  const span = (of: readonly number[]) => ({ from: Math.min(...of), to: Math.max(...of) });
  const rows = span(places.map(({ row }) => row));
  const columns = span(places.map(({ column }) => column));
  const isBox = (rows.to - rows.from + 1) * (columns.to - columns.from + 1) === tokens.length;
  const patches = queryPhrase(layout, { token: first, tokens });
  return words.askingPatches(patches, isBox ? 'box' : 'lasso', rows, columns);
}

/** Only the patches among some tokens. */
export function patchesAmong(layout: TokenLayout, tokens: readonly number[]): number[] {
  return tokens.filter((token) => tokenRole(layout, token).kind === 'patch');
}

/** The patches of a mask as tokens. */
export function maskedTokens(layout: TokenLayout, mask: Uint8Array): number[] {
  return [...mask.keys()].filter((patch) => mask[patch] === 1).map((patch) => patch + prefixCount(layout));
}
