/** Longer names are cut by some file systems. */
const LONGEST = 120;

/**
 * A file's name from its parts: letters, digits, dots and dashes, parts joined by underscores, so that it is the same
 * on every system. Empty parts are left out.
 */
export function exportFileName(parts: readonly string[], extension: string): string {
  const plain = parts.map(plainPart).filter((part) => part !== '');
  const stem = ['sinkscope', ...plain].join('_').slice(0, LONGEST - extension.length - 1);
  return `${stem.replace(/[._-]+$/, '')}.${extension}`;
}

/** A part without its file's ending and without signs that need care. */
function plainPart(part: string): string {
  return part
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\.(png|jpe?g|webp|avif|gif|bmp|tiff?|svg)$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 40);
}
