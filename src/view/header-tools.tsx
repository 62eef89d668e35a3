import type { ReactNode } from 'react';
import type { Scope } from '../state/scope.ts';
import styles from './header.module.css';
import { ExportIcon, InfoIcon, KeysIcon, ThemeIcon } from './icons.tsx';
import { useScope } from './scope-context.tsx';
import { oppositeTheme } from './theme.ts';

/** The sheets that the header opens. */
export type SheetName = 'export' | 'about' | 'keys';

/** What the header's tools work on. */
interface HeaderTarget {
  readonly scope: Scope;
  readonly open: (sheet: SheetName) => void;
}

/** One tool of the header: a button with a sign, and on a phone a line of the menu "More". */
export interface HeaderTool {
  readonly name: string;
  /** The key that does the same. */
  readonly cap: string;
  readonly icon: ReactNode;
  run(target: HeaderTarget): void;
}

/** The header's tools in their order. */
export const HEADER_TOOLS: readonly HeaderTool[] = [
  { name: 'Export', cap: 'E', icon: <ExportIcon />, run: ({ open }) => open('export') },
  { name: 'How to read this', cap: 'I', icon: <InfoIcon />, run: ({ open }) => open('about') },
  { name: 'Keys', cap: '?', icon: <KeysIcon />, run: ({ open }) => open('keys') },
  {
    name: 'Light or dark',
    cap: 'T',
    icon: <ThemeIcon />,
    run: ({ scope }) => scope.chooseTheme(oppositeTheme(scope.store.getState().requested.theme)),
  },
];

/** The tools as a row of signs. */
export function HeaderTools({ open }: Pick<HeaderTarget, 'open'>) {
  const scope = useScope();
  return HEADER_TOOLS.map(({ name, cap, icon, run }) => (
    <button
      key={name}
      type="button"
      className={styles.tool}
      aria-label={name}
      title={`${name} (${cap})`}
      onClick={() => run({ scope, open })}
    >
      {icon}
    </button>
  ));
}
