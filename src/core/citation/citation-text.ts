import * as words from '#words/core/citation.ts';
import type { Reference } from './references.ts';

/** The program itself, at a version. */
export function programReference(version: string, year: number): Reference {
  return {
    key: 'sinkscope',
    kind: 'software',
    authors: [`{${words.contributors}}`],
    title: words.title,
    year,
    version,
  };
}

/** One entry of BibTeX, which has no type for software. */
export function encodeBibtex(reference: Reference): string {
  const { key, kind, authors, title, year, venue, arxiv, url, version } = reference;
  const venueField = kind === 'inproceedings' ? 'booktitle' : 'journal';
  const fields: [name: string, value: string | undefined][] = [
    ['author', authors.join(' and ')],
    ['title', `{${title}}`],
    ['year', String(year)],
    [venueField, venue],
    ['note', version && words.note(version)],
    ['eprint', arxiv],
    ['archivePrefix', arxiv && 'arXiv'],
    ['url', url ?? (arxiv && `https://arxiv.org/abs/${arxiv}`)],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${latex(value)}},`] : []));
  return [`@${kind === 'software' ? 'misc' : kind}{${key},`, ...lines, '}'].join('\n');
}

/** One line of plain text: "Abnar and Zuidema (2020). Title. Venue. arXiv:2005.00928." */
export function citeInWords(reference: Reference): string {
  const { authors, title, year, venue, arxiv, url, version } = reference;
  const where = [venue, version && words.version(version), arxiv && `arXiv:${arxiv}`, url].filter(Boolean);
  return `${names(authors)} (${year}). ${[title, ...where].join('. ')}.`;
}

function names(authors: readonly string[]): string {
  const families = authors.map((author) => author.replace(/[{}]/g, '').split(',')[0]!);
  if (families.length > 2 || families.at(-1) === 'others') return words.authorAndOthers(families[0]!);
  return words.authors(families);
}

/** Signs that LaTeX reads as commands; letters with accents stand as they are, in UTF-8. */
function latex(text: string): string {
  return text.replace(/(?<!\\)[&%#]/g, (sign) => `\\${sign}`).replaceAll('’', "'");
}
