import type { InferOutput } from 'valibot';
import entries from './catalogue.json' with { type: 'json' };
import type { catalogueEntrySchema } from './catalogue-schema.ts';

/** A model of the catalogue. */
export type CatalogueEntry = InferOutput<typeof catalogueEntrySchema>;

/** The models that are offered by name, the first choice for a visitor at the head. */
export const CATALOGUE = entries as readonly CatalogueEntry[];

/** The entry of a repository. */
export function catalogueEntry(repo: string): CatalogueEntry | undefined {
  return CATALOGUE.find((entry) => entry.repo === repo);
}
