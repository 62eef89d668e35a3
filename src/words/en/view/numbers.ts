/** A number that there is not. */
export const none = '–';

export const percent = (number: string) => `${number} %`;
export const milliseconds = (number: string) => `${number} ms`;
export const seconds = (number: string) => `${number} s`;
