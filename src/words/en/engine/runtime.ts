/** Why a backend was chosen. */
export const asked = 'WebAssembly was asked for.';

export const lost = 'The graphics device was lost twice, so WebAssembly took over.';

export const noResults = (reason: string) => `The GPU gave no results: ${reason}`;

export const passed = 'The GPU passed the start-up test against the CPU.';

/** `why` is the sentence that says why WebAssembly was taken. */
export const oneThread = (why: string) => `${why} One thread only: the page is not cross-origin isolated.`;

export const noWebGpu = 'This browser offers no WebGPU.';

export const noAdapter = 'WebGPU found no graphics adapter.';

export const softwareAdapter = 'The only WebGPU adapter is a software one, slower than WebAssembly.';

export const noDevice = (reason: string) => `The graphics device could not be opened: ${reason}`;

export const wrongNumbers = (error: number) =>
  `The GPU failed the start-up test: its numbers differ from the CPU's by ${error.toExponential(1)}.`;

export const failed = (reason: string) => `The GPU failed the start-up test: ${reason}`;

export const native = 'onnxruntime-node is installed.';

export const noNative = 'onnxruntime-node is not installed, so its WebAssembly build runs.';
