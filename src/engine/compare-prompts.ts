import * as words from '#words/engine/texts.ts';
import { cosine } from '../core/analysis/effects.ts';
import { tokenEmbeddingProgram } from '../core/graph/token-embedding-program.ts';
import { InputError } from '../core/input-error.ts';
import { tokenText } from '../core/text/token-text.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import { throwIfAborted } from './abort.ts';
import type { Model } from './model.ts';
import type { EncodedPrompt, PromptAnswer, PromptReport } from './prompt-report.ts';
import type { Trace } from './trace.ts';

/** Encoded prompts that are kept a model: typing back and forth encodes nothing again. */
const keptPrompts = 64;

const encodings = new WeakMap<Model, Map<string, Promise<EncodedPrompt>>>();
const tokenEmbeddings = new WeakMap<Trace, Promise<Float32Array>>();

/**
 * Compares a complete trace with prompts. The first prompt of a model opens its text tower.
 * @throws InputError if the model has none or came without a tokenizer; a prompt that does not fit is refused alone.
 */
export async function comparePrompts(
  trace: Trace,
  prompts: readonly string[],
  signal: AbortSignal | undefined,
): Promise<PromptReport> {
  const { model, ending } = trace;
  if (!ending) throw new Error(`The trace ${trace.start.trace} is not complete.`);
  const { embedding } = ending;
  if (!model.spec.text || !embedding) {
    throw new InputError(words.noComparison(model.name));
  }
  await model.tokenizer(); // before the text tower is read: without it nothing can be asked
  const { logitScale, spec } = await model.text();
  const answers: PromptAnswer[] = [];
  for (const text of prompts) {
    throwIfAborted(signal);
    try {
      const encoded = await encodePrompt(model, text);
      answers.push({
        kind: 'compared',
        ...encoded,
        cosine: cosine(embedding, encoded.embedding),
        tokenCosines: cosines(await embedTokens(trace), encoded.embedding, tokenCount(trace.start.layout)),
      });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      answers.push({ kind: 'refused', text, message: error.message });
    }
  }
  return { trace: trace.start.trace, logitScale, layers: spec.depth, heads: spec.heads, prompts: answers };
}

function encodePrompt(model: Model, text: string): Promise<EncodedPrompt> {
  const known = encodings.get(model) ?? new Map<string, Promise<EncodedPrompt>>();
  encodings.set(model, known);
  const kept = known.get(text);
  if (kept) return kept;
  const encoded = runPrompt(model, text);
  known.set(text, encoded);
  encoded.catch(() => known.delete(text));
  for (const oldest of [...known.keys()].slice(0, -keptPrompts)) known.delete(oldest);
  return encoded;
}

async function runPrompt(model: Model, text: string): Promise<EncodedPrompt> {
  const tower = await model.text();
  const { ids, pieces } = (await model.tokenizer())(text);
  const { layers, embedding } = await tower.run(ids, { taps: ['attention'], where: words.quoted(text) });
  const size = tower.spec.heads * ids.length * ids.length;
  const attention = new Float32Array(layers.length * size);
  for (const { layer, taps } of layers) attention.set(taps.attention!, layer * size);
  const tokens = ids.map((id, i) => ({ id, ...tokenText(pieces[i]!) }));
  return { text, tokens, embedding, attention };
}

/** [tokens, embedding width] */
function embedTokens(trace: Trace): Promise<Float32Array> {
  const known = tokenEmbeddings.get(trace);
  if (known) return known;
  const { model, start, ending } = trace;
  const dims = [tokenCount(start.layout), model.spec.width];
  const embedded = model
    .runOnHead(tokenEmbeddingProgram(model.spec), { final: { data: ending!.final, dims } })
    .then(({ embeddings }) => embeddings!.data);
  tokenEmbeddings.set(trace, embedded);
  embedded.catch(() => tokenEmbeddings.delete(trace));
  return embedded;
}

function cosines(vectors: Float32Array, other: Float32Array, count: number): Float32Array {
  const width = vectors.length / count;
  return Float32Array.from({ length: count }, (_, i) =>
    cosine(vectors.subarray(i * width, (i + 1) * width), other),
  );
}
