import { counted } from '../grammar.ts';

/** The header's tools; those that open a sheet give it its title. */
export const tools = {
  lessons: 'Lessons',
  share: 'Share a link',
  export: 'Export',
  about: 'How to read this',
  keys: 'Keys',
  theme: 'Light or dark',
};
/** A tool's hint: its name and its key. */
export const withKey = (name: string, keys: string) => `${name} (${keys})`;
export const undo = 'Undo';
export const redo = 'Redo';
/** Of the menu that holds the tools on a phone. */
export const more = 'More';

export const framing = 'Framing';
export const fits = {
  publisher: 'Publisher’s recipe',
  whole: 'Whole image',
  crop: 'Centre crop',
  pad: 'Padded',
  stretch: 'Stretched',
};
/** What the framing makes: sides in pixels, and a grid of patches. */
export const inputGrid = (width: number, height: number, columns: number, rows: number) =>
  `${width} × ${height} px, ${columns} × ${rows} patches`;

export const processor = 'Processor';
export const choosingProcessor = 'Choosing a processor';
export const onThisDevice = 'Everything is computed on this device. Images never leave it.';
const short = { webgpu: 'WebGPU', wasm: 'wasm', native: 'native' };
const long = { webgpu: 'WebGPU', wasm: 'WebAssembly', native: 'Native code' };
/** Which processor it is, in as few letters as say it. */
export const shortProcessor = (backend: keyof typeof short, threads: number) =>
  backend === 'webgpu' ? short.webgpu : `${short[backend]}, ${counted(threads, 'thread', 'threads')}`;
export function processorTitle(
  backend: keyof typeof long,
  { threads, adapter }: { readonly threads: number; readonly adapter: string | undefined },
): string {
  if (backend === 'webgpu') return adapter ? `${long.webgpu} on ${adapter}` : long.webgpu;
  return `${long[backend]} on ${threads === 1 ? 'one thread' : `${threads} threads`}`;
}
