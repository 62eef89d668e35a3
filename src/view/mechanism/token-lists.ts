import {
  patchCount,
  prefixCount,
  type TokenLayout,
  tokenCount,
  tokenName,
} from '../../core/vit/token-layout.ts';

/** Whether a token stands for a patch of the image. */
export function isPatchToken(layout: TokenLayout, token: number): boolean {
  const patch = token - prefixCount(layout);
  return patch >= 0 && patch < patchCount(layout);
}

/** The patches among tokens, row by row from 0. */
export function patchesOf(layout: TokenLayout, tokens: readonly number[]): number[] {
  return tokens.filter((token) => isPatchToken(layout, token)).map((token) => token - prefixCount(layout));
}

/** The names of tokens: CLS, R1, T1, "row, column" of a patch. Those that the sequence lacks are left out. */
export function namesOfTokens(layout: TokenLayout, tokens: readonly number[]): string[] {
  return tokens.filter((token) => token < tokenCount(layout)).map((token) => tokenName(layout, token));
}
