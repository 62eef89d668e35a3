import { catalogueEntry } from './catalogue.ts';
import { createHubClient } from './hub-client.ts';
import { type HubModel, type HubModelOptions, openHubModel } from './hub-model.ts';
import type { ModelReference } from './model-reference.ts';
import { pause } from './pause.ts';

/** Opens a model of the hub at an address, at the catalogue's revision unless one is named. Throws InputError. */
export function downloadModel(
  { repo, revision = catalogueEntry(repo)?.revision }: ModelReference,
  {
    address,
    token,
    ...options
  }: Omit<HubModelOptions, 'client' | 'sleep'> & {
    readonly address: string;
    readonly token: string | undefined;
  },
): Promise<HubModel> {
  const client = createHubClient({ address, token });
  return openHubModel(
    { repo, ...(revision !== undefined && { revision }) },
    { ...options, client, sleep: pause },
  );
}
