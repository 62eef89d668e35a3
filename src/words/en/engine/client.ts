export const stopped = (reason: string) => `The engine stopped: ${reason}.`;

export const unloadable = 'The engine stopped: its script could not be loaded.';

export const silent = (seconds: number) => `The engine did not answer for ${seconds} s and was restarted.`;

export const deviceLost = 'The graphics device was lost; the engine was restarted.';

export const noStart = 'The engine could not be started. Reload the page.';
