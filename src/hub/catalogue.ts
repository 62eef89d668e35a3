import type { InferOutput } from 'valibot';
import * as words from '#words/hub/catalogue.ts';
import entries from './catalogue.json' with { type: 'json' };
import type { catalogueEntrySchema } from './catalogue-schema.ts';

/** A model of the catalogue, with what is said of it. */
export type CatalogueEntry = InferOutput<typeof catalogueEntrySchema> & words.ModelWords;

/** The models that are offered by name, the first choice for a visitor at the head. */
export const CATALOGUE: readonly CatalogueEntry[] = (
  entries as readonly InferOutput<typeof catalogueEntrySchema>[]
).map((entry) => ({ ...entry, ...words.models[entry.repo]! }));

/** The entry of a repository. */
export function catalogueEntry(repo: string): CatalogueEntry | undefined {
  return CATALOGUE.find((entry) => entry.repo === repo);
}
