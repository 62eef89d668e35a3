import * as words from '#words/cli/help.ts';
import { DEFAULT_RULES } from '../core/analysis/outliers.ts';
import { maxImagePixels } from '../core/image/limits.ts';
import { tensorNames } from './traced-tensors.ts';

const { robust, sigma, quantile, multiple } = DEFAULT_RULES;

/** What `--help` prints. */
export const help = words.help({
  megapixels: maxImagePixels / 1e6,
  rules: { ...robust, ...sigma, ...quantile, ...multiple },
  tensors: [tensorNames.slice(0, 7), tensorNames.slice(7, 14), tensorNames.slice(14)].map((row) =>
    row.join(', '),
  ),
});
