import * as words from '#words/view/header.ts';
import { DeviceReason } from './device-badge.tsx';
import styles from './header.module.css';
import { type SheetName, useHeaderTools } from './header-tools.tsx';
import { MoreIcon } from './icons.tsx';
import more from './more-menu.module.css';
import { Popover } from './popover.tsx';
import { useScope } from './scope-context.tsx';

/** The header's tools with their names, where a row of signs has no room, and the processor. */
export function MoreMenu({ open }: { open: (sheet: SheetName) => void }) {
  const scope = useScope();
  const tools = useHeaderTools();
  return (
    <Popover
      label={words.more}
      align="end"
      buttonClass={styles.tool}
      button={
        <>
          <MoreIcon />
          <span className={styles.spoken}>{words.more}</span>
        </>
      }
    >
      {(close) => (
        <>
          <ul className={more.tools}>
            {tools.map(({ name, icon, run }) => (
              <li key={name}>
                <button
                  type="button"
                  onClick={() => {
                    close(); // so that a sheet gives the focus back to this menu's button
                    run({ scope, open });
                  }}
                >
                  {icon} {name}
                </button>
              </li>
            ))}
          </ul>
          <DeviceReason />
        </>
      )}
    </Popover>
  );
}
