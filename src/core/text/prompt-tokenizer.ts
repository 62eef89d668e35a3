import { Tokenizer } from '@huggingface/tokenizers';
import * as v from 'valibot';
import * as words from '#words/core/texts.ts';
import { parseFields, parseJsonObject } from '../checkpoint/config-schema.ts';
import { InputError } from '../input-error.ts';

/** The text of a repository's tokenizer files: tokenizer.json, or the vocab.json and merges.txt that it is made of. */
export interface TokenizerFiles {
  readonly tokenizer?: string | undefined;
  readonly vocab?: string | undefined;
  readonly merges?: string | undefined;
}

/** A prompt in tokens, from the start token to the end token: their ids, and their names in the vocabulary. */
export interface PromptTokens {
  readonly ids: readonly number[];
  readonly pieces: readonly string[];
}

/** Turns a prompt into tokens. */
export type PromptTokenizer = (prompt: string) => PromptTokens;

const vocabSchema = v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0)));
const startToken = '<|startoftext|>';
const endToken = '<|endoftext|>';

/** Reads the tokenizer of a CLIP repository. @throws InputError saying which file is missing or at fault. */
export function createPromptTokenizer(files: TokenizerFiles): PromptTokenizer {
  const json =
    files.tokenizer === undefined
      ? clipTokenizer(files.vocab, files.merges)
      : parseJsonObject(files.tokenizer, 'tokenizer.json');
  const tokenizer = build(json, files.tokenizer === undefined ? words.vocabAndMerges : 'tokenizer.json');
  return (prompt) => {
    const { ids, tokens: pieces } = tokenizer.encode(prompt);
    return { ids, pieces };
  };
}

function build(json: object, file: string): Tokenizer {
  try {
    return new Tokenizer(json, {});
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(words.unreadableTokenizer(file, reason));
  }
}

/**
 * CLIP's tokenizer (openai/CLIP, clip/simple_tokenizer.py): lower case, words by a pattern, byte-level BPE with
 * `</w>` at the end of words, between a start and an end token.
 */
function clipTokenizer(vocabText: string | undefined, mergesText: string | undefined): object {
  if (vocabText === undefined || mergesText === undefined) {
    throw new InputError(words.noTokenizer);
  }
  const vocab = parseFields(vocabSchema, parseJsonObject(vocabText, 'vocab.json'), 'vocab.json');
  const special = (token: string) => {
    const id = vocab[token];
    if (id === undefined) throw new InputError(words.missingVocabToken(token));
    return {
      id,
      content: token,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    };
  };
  const [start, end] = [special(startToken), special(endToken)];
  return {
    added_tokens: [start, end],
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFC' },
        { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' },
        { type: 'Lowercase' },
      ],
    },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        {
          type: 'Split',
          pattern: { Regex: "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+" },
          behavior: 'Removed',
          invert: true,
        },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
      ],
    },
    post_processor: {
      type: 'RobertaProcessing',
      sep: [endToken, end.id],
      cls: [startToken, start.id],
      trim_offsets: false,
      add_prefix_space: false,
    },
    decoder: null,
    model: {
      type: 'BPE',
      unk_token: endToken,
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      fuse_unk: false,
      vocab,
      merges: parseMerges(mergesText),
    },
  };
}

/** One pair a line, the most frequent first; a first line that begins with # is the version. */
function parseMerges(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#version'));
  const wrong = lines.findIndex((line) => line.split(' ').length !== 2);
  if (wrong < 0) return lines;
  throw new InputError(words.noPair(wrong + 1));
}
