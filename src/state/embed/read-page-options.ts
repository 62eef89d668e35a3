import { pageParameter } from '../link/page-parameters.ts';
import type { PageOptions } from './page-options.ts';
import { PAGE_PARTS, type PagePart } from './page-parts.ts';

/** What changes the state and nothing else: of no use where nothing may be changed. */
const CHANGING_PARTS: readonly PagePart[] = [
  ...(['model', 'size', 'lenses', 'history', 'theme', 'combining', 'numbers', 'reading'] as const),
  ...([
    'stage-controls',
    'gallery',
    'places',
    'grid-tools',
    'query-tools',
    'prompts',
    'compare-tools',
    'change',
    'lessons',
  ] as const),
];

/** What `embed`, `readonly` and `hide` say, and the words of `hide` that name no part. */
export function readPageOptions(location: Pick<Location, 'search' | 'hash'>): {
  readonly options: PageOptions;
  readonly unknown: readonly string[];
} {
  const isOn = (name: string) =>
    pageParameter(location, name).some((text) => text === '1' || text === 'true');
  const words = pageParameter(location, 'hide').flatMap((text) => text.split(','));
  const named = words.map((word) => word.trim()).filter((word) => word !== '');
  const isReadOnly = isOn('readonly');
  const hidden = [...named.filter(isPart), ...(isReadOnly ? CHANGING_PARTS : [])];
  return {
    options: { isEmbedded: isOn('embed'), isReadOnly, hidden: new Set(hidden) },
    unknown: named.filter((word) => !isPart(word)),
  };
}

function isPart(word: string): word is PagePart {
  return (PAGE_PARTS as readonly string[]).includes(word);
}
