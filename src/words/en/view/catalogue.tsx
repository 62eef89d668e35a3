import type { ReactNode } from 'react';

export const title = 'Models from the Hub';
export const search = (host: string) => `Search, or name a repository of ${host}`;
export const open = 'Open';
export const opening = 'Opening the model';
export const catalogue = 'Catalogue';
export const notInCatalogue = (host: string) => `Not in the catalogue; Open asks ${host} for it.`;
export const nothingFound = 'No model of the catalogue has that in its name.';

/** Whether artifacts are known to show. */
export const artifacts = {
  yes: 'Artifacts show',
  mild: 'Mild artifacts',
  no: 'No artifacts',
  unknown: 'Artifacts unknown',
};

/** `where`: a sentence with its stop. */
export const artifactsWhere = (shown: keyof typeof artifacts, where: string) =>
  `${artifacts[shown]}: ${where}`;

/** `own`: no publication, but measured with this program. */
export const source = (text: string) => `(${text === 'own' ? 'the project’s own measurement' : text})`;

/** A model in one line. Sizes are in pixels; the licence is by the Hub's name, or by a word of the catalogue's. */
export const facts = ({
  megabytes,
  isEstimate,
  patch,
  native,
  registers,
  licence,
}: {
  readonly megabytes: string;
  readonly isEstimate: boolean;
  readonly patch: number;
  readonly native: number;
  readonly registers: number;
  readonly licence: string;
}) =>
  `${isEstimate ? 'about ' : ''}${megabytes} MB · patch ${patch}, ${native} px${registers > 0 ? `, ${registers} registers` : ''} · ${licence === 'code-mit' ? 'not stated on the Hub; the code is MIT' : licence}`;

/** A repository whose newest version is taken. */
export const newest = (repo: ReactNode) => <>{repo} (newest version)</>;

/** A model that differs in one thing from the one above. */
export const twins = {
  registers: (model: ReactNode) => <>With registers: {model}</>,
  gates: (model: ReactNode) => <>With gates: {model}</>,
  plain: (model: ReactNode) => <>Without: {model}</>,
};

export const recent = { name: 'Recent models', heading: 'Recent' };

export const stored = {
  heading: 'On this device',
  none: 'No model is stored.',
  /** `quota`: in MB, where the browser says it. */
  summary: (megabytes: string, quota: string | undefined, isPersistent: boolean) =>
    `${megabytes} MB stored${quota === undefined ? '' : ` of ${quota} MB that the browser allows`}. ${isPersistent ? 'The browser keeps it until you delete it.' : 'The browser may clear it when room is short.'}`,
  facts: (megabytes: string, revision: string, host: string) => `${megabytes} MB · ${revision} · ${host}`,
  delete: 'Delete',
  deleteModel: (model: string) => `Delete ${model}`,
  deleting: 'Deleting',
};

export const settings = {
  name: 'Hub settings',
  heading: 'Hub',
  changing: 'Changing the hub',
  address: 'Address',
  use: 'Use this hub',
  token: 'Token, for gated repositories',
  tokenEntered: 'Entered',
  tokenHint: (host: string) => `Kept in this page’s memory until it is closed, and sent to ${host} only.`,
};
