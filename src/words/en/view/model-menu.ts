import { counted } from '../grammar.ts';

export const title = 'Models';
export const model = 'Model';
/** Where lenses stand side by side, by the letter of the active one. */
export const modelOf = (letter: string) => `Model of ${letter}`;
/** A model in numbers. */
export function described(
  { depth, heads, patch }: { readonly depth: number; readonly heads: number; readonly patch: number },
  registers: number,
  megabytes: string,
): string {
  const shape = `${counted(depth, 'layer', 'layers')} × ${counted(heads, 'head', 'heads')}, patch ${patch}`;
  const withRegisters = registers > 0 ? `, ${counted(registers, 'register', 'registers')}` : '';
  return `${shape}${withRegisters}, ${megabytes} MB`;
}

export const embedded = {
  title: 'Comes with the page',
  note: 'Mini is a small distilled model, for demonstration. Its artifact is planted, not learned; real models have their own.',
};
export const hub = {
  title: 'From the Hub',
  note: 'Publishers’ own checkpoints: a catalogue of known ones, and any repository by its name.',
  browse: 'Browse models…',
};
export const device = {
  title: 'From this device',
  note: 'ViTs and CLIPs as their publishers ship them: config.json and model.safetensors, or its shards with their index, or open_clip’s files; the tokenizer, too, for prompts. Drop the folder anywhere, or choose:',
  folder: 'Folder…',
  openFolder: 'Open a model folder',
  files: 'Files…',
  openFiles: 'Open model files',
};
export const size = (megabytes: string) => `${megabytes} MB`;
