import type { TokenText } from '../core/text/token-text.ts';
import type { TraceId } from './engine.ts';

/** What a model makes of prompts beside the image of a trace. */
export interface PromptReport {
  readonly trace: TraceId;
  /** What cosines are multiplied by before a softmax over prompts. */
  readonly logitScale: number;
  /** Of the text tower. */
  readonly layers: number;
  readonly heads: number;
  /** In the order in which they were asked. */
  readonly prompts: readonly PromptAnswer[];
}

/** One prompt: what came out, or why it does not fit the model. */
export type PromptAnswer =
  | ComparedPrompt
  | { readonly kind: 'refused'; readonly text: string; readonly message: string };

export interface ComparedPrompt extends EncodedPrompt {
  readonly kind: 'compared';
  /** With the image's embedding. */
  readonly cosine: number;
  /** With each token, put through the last norm and the projection as CLS is [tokens of the trace]. */
  readonly tokenCosines: Float32Array;
}

/** What the text tower makes of a prompt. */
export interface EncodedPrompt {
  readonly text: string;
  /** From the start token to the end token, which stands for the whole text. */
  readonly tokens: readonly (TokenText & { readonly id: number })[];
  /** The vector to compare with images, not normalised [embedding width]. */
  readonly embedding: Float32Array;
  /** After the softmax [layers, heads, tokens (query), tokens (key)]. */
  readonly attention: Float32Array;
}
