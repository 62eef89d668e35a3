/** How to cite; the program's own reference is filled in. */
export const text = (reference: string) =>
  `${reference} With a figure, name the model, the layer and head, the query, the reading and the scale; files from Export carry them, and it writes a list of the works behind the model and the methods in use.`;
export const bibtex = 'BibTeX';
export const copyBibtex = 'Copy BibTeX';
