import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, parseSync } from 'vite';

/** English with accents and longer words: what stays plain on the screen does not come from `src/words`. */
export const pseudoLanguage = 'en-XA';

const prefix = '#words/';
/** A tag, and documents that say their language themselves. */
const leftAlone = ['language.ts', 'lessons.ts'];
const pseudoPrefix = '\0pseudo-words:';
const allWords = fileURLToPath(new URL('../src/words', import.meta.url));
const pseudoWords = fileURLToPath(new URL('pseudo-words.ts', import.meta.url));

/** The language that is built: `SINKSCOPE_LANGUAGE`, a folder of src/words; English if nothing is said. */
export const builtLanguage = process.env.SINKSCOPE_LANGUAGE ?? 'en';

/**
 * Takes modules of words from a language's folder. A module that the language lacks is taken in English; one that lacks
 * some of the English texts is an error that names them.
 */
export function language(tag: string, folder = allWords): Plugin {
  return {
    name: 'language',
    enforce: 'pre',
    configResolved() {
      if (tag !== pseudoLanguage && !existsSync(join(folder, tag))) {
        throw new Error(
          `SINKSCOPE_LANGUAGE=${tag}: there is no folder src/words/${tag}. Choose a language that is there, or make it.`,
        );
      }
    },
    resolveId(source) {
      if (tag === 'en' || !source.startsWith(prefix)) return null;
      const path = source.slice(prefix.length);
      const english = join(folder, 'en', path);
      if (tag === pseudoLanguage) return leftAlone.includes(path) ? english : pseudoPrefix + english;
      const own = join(folder, tag, path);
      if (!existsSync(own)) return english;
      const missing = missingTexts(english, own);
      if (missing.length > 0)
        throw new Error(
          `src/words/${tag}/${path} lacks ${missing.join(', ')}. Write them as in src/words/en/${path}.`,
        );
      return own;
    },
    load(id) {
      return id.startsWith(pseudoPrefix) ? pseudoModule(id.slice(pseudoPrefix.length)) : null;
    },
  };
}

function missingTexts(english: string, own: string): string[] {
  const there = new Set(exportsOf(own));
  return exportsOf(english).filter((name) => !there.has(name));
}

function exportsOf(file: string): string[] {
  const { module } = parseSync(file, readFileSync(file, 'utf8'));
  return module.staticExports.flatMap(({ entries }) =>
    entries.filter(({ isType }) => !isType).flatMap(({ exportName }) => exportName.name ?? []),
  );
}

function pseudoModule(english: string): string {
  const names = exportsOf(english);
  return [
    `import * as english from ${JSON.stringify(english)};`,
    `import { pseudo } from ${JSON.stringify(pseudoWords)};`,
    ...names.map((name) => `export const ${name} = pseudo(english.${name});`),
  ].join('\n');
}
