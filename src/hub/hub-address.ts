import * as words from '#words/hub/hub.ts';
import { InputError } from '../core/input-error.ts';

/** The Hub itself. */
export const PUBLIC_HUB = 'https://huggingface.co';

/**
 * Reads the address of a hub: the Hub, a mirror or a server on this machine. Without a slash at its end.
 * @throws InputError for anything but https, and http on this machine.
 */
export function parseHubAddress(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  const isLocal = url !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  const isWeb = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal);
  if (!url || !isWeb || url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new InputError(words.notAHub(text, PUBLIC_HUB));
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** The name under which messages speak of a hub: its host. */
export function hubHost(address: string): string {
  return new URL(address).host;
}
