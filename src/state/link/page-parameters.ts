import { type Parameter, readParameters, writeParameters } from './parameters.ts';

/** Parameters that say how the page behaves, not what it shows. They stay where they are when the address changes. */
const PAGE_PARAMETERS: ReadonlySet<string> = new Set([
  ...['hub', 'embed', 'hide', 'readonly', 'origin', 'lesson', 'shared'],
]);

type Address = Pick<Location, 'pathname' | 'search' | 'hash'>;

/** What an address asks the page to show: its fragment, and before that its query, for links written by hand. */
export function stateParameters({ search, hash }: Pick<Address, 'search' | 'hash'>): Parameter[] {
  return [...readParameters(search), ...readParameters(hash)].filter(([name]) => !PAGE_PARAMETERS.has(name));
}

/** The values of a parameter of the page. */
export function pageParameter({ search, hash }: Pick<Address, 'search' | 'hash'>, name: string): string[] {
  const all = [...readParameters(search), ...readParameters(hash)];
  return all.filter(([given]) => given === name).map(([, text]) => text);
}

/** The address of the same page with another state, as a relative one. */
export function withState({ pathname, search, hash }: Address, state: string): string {
  const query = kept(search);
  const fragment = [kept(hash), state].filter((part) => part !== '').join('&');
  return `${pathname}${query && `?${query}`}${fragment && `#${fragment}`}`;
}

function kept(text: string): string {
  return writeParameters(readParameters(text).filter(([name]) => PAGE_PARAMETERS.has(name)));
}
