import type { Reference } from './references.ts';

/** The program itself, at a version. */
export function programReference(version: string, year: number): Reference {
  return {
    key: 'sinkscope',
    kind: 'software',
    authors: ['{The Sinkscope contributors}'],
    title: 'Sinkscope: see what a vision transformer looks at, and what breaks it',
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
    ['note', version && `Version ${version}. Computer software`],
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
  const where = [venue, version && `Version ${version}`, arxiv && `arXiv:${arxiv}`, url].filter(Boolean);
  return `${names(authors)} (${year}). ${[title, ...where].join('. ')}.`;
}

function names(authors: readonly string[]): string {
  const families = authors.map((author) => author.replace(/[{}]/g, '').split(',')[0]!);
  if (families.length > 2 || families.at(-1) === 'others') return `${families[0]} et al.`;
  return families.join(' and ');
}

/** Signs that LaTeX reads as commands; letters with accents stand as they are, in UTF-8. */
function latex(text: string): string {
  return text.replace(/(?<!\\)[&%#]/g, (sign) => `\\${sign}`).replaceAll('’', "'");
}
