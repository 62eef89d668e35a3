import { joined } from '../grammar.ts';

export const version = 'Version';
export const newVersion = 'A new version is ready.';
export const reload = 'Reload';
export const later = 'Later';

const states = {
  storing: 'This page is being stored, so that it works without a network.',
  waiting: 'This page is not stored for use without a network.',
  failed:
    'This page could not be stored for use without a network: the connection broke, or there is no room.',
  unsupported:
    'Here the page cannot be stored for use without a network: that needs https and a browser with service workers.',
};

/** Whether the page works without a network; how much is stored, once it is known. */
export function state(
  phase: keyof typeof states | 'stored',
  report: { readonly files: number; readonly megabytes: number } | undefined,
  hasUpdate: boolean,
): string {
  return joined([phase === 'stored' ? stored(report) : states[phase], hasUpdate ? newVersion : '']);
}

function stored(report: { readonly files: number; readonly megabytes: number } | undefined): string {
  return report === undefined
    ? 'This page works without a network.'
    : `This page works without a network: ${report.files} files, ${report.megabytes} MB, are stored on this device.`;
}

export const storeNow = 'Store it now (about 42 MB)';

export const noThreads =
  'This page’s host does not allow threads. After a reload the page allows them itself.';
