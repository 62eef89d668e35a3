import * as words from '#words/hub/hub.ts';
import { InputError } from '../core/input-error.ts';

/** OWNER/NAME, as the Hub allows them. */
export const repositoryId = /^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/;

const revisionName = /^(?!.*\.\.)[\w][\w./-]{0,199}$/;

/** A model of a hub. `revision` is a branch, a tag or a commit; absent: the catalogue's, or the main branch. */
export interface ModelReference {
  readonly repo: string;
  readonly revision?: string;
}

/**
 * Reads `OWNER/NAME`, `OWNER/NAME@REVISION`, or the address of a repository's page as it is copied from a browser.
 * @throws InputError
 */
export function parseModelReference(text: string): ModelReference {
  const trimmed = text.trim();
  const [, path = trimmed] = /^https?:\/\/[^/]+\/(.*)$/.exec(trimmed) ?? [];
  const [, repo = '', kind, rest] =
    /^([^/@]+\/[^/@?#]+)(?:\/(?:tree|blob|resolve)(\/)|@)?(.*)$/.exec(path) ?? [];
  const revision = (kind === '/' ? rest?.split('/')[0] : rest)?.replace(/[?#].*$/, '') || undefined;
  if (!repositoryId.test(repo) || (revision !== undefined && !revisionName.test(revision))) {
    throw new InputError(words.noRepository(trimmed));
  }
  return revision === undefined ? { repo } : { repo, revision };
}

/** `OWNER/NAME`, or `OWNER/NAME@REVISION`. */
export function formatModelReference({ repo, revision }: ModelReference): string {
  return revision === undefined ? repo : `${repo}@${revision}`;
}

/** Whether a revision is a commit, whose files never change. */
export function isCommit(revision: string): boolean {
  return /^[0-9a-f]{40}$/.test(revision);
}
