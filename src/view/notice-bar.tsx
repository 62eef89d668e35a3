import * as words from '#words/view/app.ts';
import { lensView } from '../state/scope-state.ts';
import { CloseIcon } from './icons.tsx';
import styles from './notice-bar.module.css';
import { useScope, useScopeState } from './scope-context.tsx';

/** What went wrong and what to do, until dismissed. What was on the screen stays there. */
export function NoticeBar() {
  const scope = useScope();
  const notice = useScopeState((state) => state.notice ?? lensView(state).problem);
  return (
    <div role="alert" className={styles.place}>
      {notice && (
        <div className={styles.notice} data-tone={notice.tone}>
          <p>{notice.message}</p>
          <button type="button" aria-label={words.dismiss} onClick={() => scope.dismissNotice()}>
            <CloseIcon />
          </button>
        </div>
      )}
    </div>
  );
}
