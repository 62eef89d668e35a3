import type { ReactNode } from 'react';
import * as words from '#words/view/header.ts';
import type { PagePart } from '../state/embed/page-parts.ts';
import type { Scope } from '../state/scope.ts';
import styles from './header.module.css';
import { ExportIcon, InfoIcon, KeysIcon, LessonsIcon, ShareIcon, ThemeIcon } from './icons.tsx';
import { LESSONS_BUTTON } from './lessons/lessons-opener.ts';
import { usePageOptions } from './page-options-context.tsx';
import { useScope } from './scope-context.tsx';
import { oppositeTheme } from './theme.ts';

/** The sheets that the header opens. */
export type SheetName = 'share' | 'export' | 'about' | 'keys';

/** What the header's tools work on. */
interface HeaderTarget {
  readonly scope: Scope;
  readonly open: (sheet: SheetName) => void;
}

/** One tool of the header: a button with a sign, and on a phone a line of the menu "More". */
export interface HeaderTool {
  /** What a frame calls it that leaves it out. */
  readonly part: PagePart;
  readonly name: string;
  /** The key that does the same. */
  readonly cap: string;
  readonly icon: ReactNode;
  /** Of its button, where the focus is to come back to it. */
  readonly id?: string;
  run(target: HeaderTarget): void;
}

/** All tools in their order. */
const HEADER_TOOLS: readonly HeaderTool[] = [
  {
    part: 'lessons',
    name: words.tools.lessons,
    cap: 'J',
    icon: <LessonsIcon />,
    id: LESSONS_BUTTON,
    run: ({ scope }) => scope.openLesson(scope.store.getState().lesson ? undefined : { kind: 'list' }),
  },
  { part: 'share', name: words.tools.share, cap: 'U', icon: <ShareIcon />, run: ({ open }) => open('share') },
  {
    part: 'export',
    name: words.tools.export,
    cap: 'E',
    icon: <ExportIcon />,
    run: ({ open }) => open('export'),
  },
  { part: 'about', name: words.tools.about, cap: 'I', icon: <InfoIcon />, run: ({ open }) => open('about') },
  { part: 'keys', name: words.tools.keys, cap: '?', icon: <KeysIcon />, run: ({ open }) => open('keys') },
  {
    part: 'theme',
    name: words.tools.theme,
    cap: 'T',
    icon: <ThemeIcon />,
    run: ({ scope }) => scope.chooseTheme(oppositeTheme(scope.store.getState().requested.theme)),
  },
];

/** The header's tools, but for those that a frame leaves out. */
export function useHeaderTools(): readonly HeaderTool[] {
  const { hidden } = usePageOptions();
  return HEADER_TOOLS.filter(({ part }) => !hidden.has(part));
}

/** The tools as a row of signs. */
export function HeaderTools({ open }: Pick<HeaderTarget, 'open'>) {
  const scope = useScope();
  return useHeaderTools().map(({ name, cap, icon, id, run }) => (
    <button
      key={name}
      id={id}
      type="button"
      className={styles.tool}
      aria-label={name}
      title={words.withKey(name, cap)}
      onClick={() => run({ scope, open })}
    >
      {icon}
    </button>
  ));
}
