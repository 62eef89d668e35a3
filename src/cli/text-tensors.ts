import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as v from 'valibot';
import * as argumentWords from '#words/cli/arguments.ts';
import * as words from '#words/cli/files.ts';
import { cosine } from '../core/analysis/effects.ts';
import type { BlockTap } from '../core/graph/block-program.ts';
import { InputError } from '../core/input-error.ts';
import type { Model } from '../engine/model.ts';
import { failWith } from './file-source.ts';
import type { TextArguments } from './text-arguments.ts';
import type { TensorName } from './traced-tensors.ts';

/** Tensors that texts alone give. */
type TextTensorName = 'text_tokens' | 'text_attention' | 'text_embedding';

/** What a model's text tower made of all texts. */
export interface TextTensors {
  /** Numbers by tensor; those of several texts one after the other. */
  readonly values: Readonly<Partial<Record<TensorName, readonly Float32Array[]>>>;
  /** Texts, and tokens of each; shorter texts are filled up behind their end token. */
  readonly count: number;
  readonly tokens: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** The cosine of each text's embedding with an image's [texts]. */
  similarity(imageEmbedding: Float32Array): Float32Array;
}

/** Runs the texts through the model's text tower, once for all images. @throws InputError likewise. */
export async function runTexts(
  model: Model,
  texts: TextArguments,
  { tensors, workingFolder }: { tensors: readonly TensorName[]; workingFolder: string },
): Promise<TextTensors> {
  const tower = await model.text();
  const sequences = await readSequences(model, texts, workingFolder);
  const tokens = Math.max(...sequences.map(({ ids }) => ids.length));
  const taps: BlockTap[] = tensors.includes('text_attention') ? ['attention'] : [];
  const values: Record<TextTensorName, Float32Array[]> = {
    text_tokens: [],
    text_attention: [],
    text_embedding: [],
  };
  for (const { ids, where } of sequences) {
    // Nothing looks at what comes later, so the filling changes no number of the text's own tokens.
    const filled = [...ids, ...Array<number>(tokens - ids.length).fill(ids.at(-1) ?? 0)];
    const { layers, embedding } = await tower.run(filled, { taps, where });
    values.text_tokens.push(...layers.map(({ output }) => output));
    if (taps.length > 0) values.text_attention.push(...layers.map((layer) => layer.taps.attention!));
    values.text_embedding.push(embedding);
  }
  return {
    values,
    count: sequences.length,
    tokens,
    metadata: {
      ...(texts.kind === 'prompts' && { texts: JSON.stringify(texts.prompts) }),
      token_ids: JSON.stringify(sequences.map(({ ids }) => ids)),
      logit_scale: String(tower.logitScale),
    },
    similarity: (image) => Float32Array.from(values.text_embedding, (embedding) => cosine(image, embedding)),
  };
}

interface Sequence {
  readonly ids: readonly number[];
  readonly where: string;
}

async function readSequences(model: Model, texts: TextArguments, workingFolder: string): Promise<Sequence[]> {
  if (texts.kind === 'prompts') {
    const tokenize = await model.tokenizer();
    return texts.prompts.map((prompt) => ({
      ids: tokenize(prompt).ids,
      where: argumentWords.prompt(prompt),
    }));
  }
  const { path } = texts;
  const text = await readFile(resolve(workingFolder, path), 'utf8').catch(
    failWith(argumentWords.asGiven('token-ids', path)),
  );
  return [{ ids: parseTokenIds(text, path), where: path }];
}

const idsSchema = v.array(v.pipe(v.number(), v.integer()));

function parseTokenIds(text: string, file: string): number[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InputError(words.tokenIdsNotJson(file));
  }
  const parsed = v.safeParse(idsSchema, json);
  if (parsed.success) return parsed.output;
  throw new InputError(words.noTokenIds(file));
}
