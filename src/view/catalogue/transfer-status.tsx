import * as words from '#words/view/transfers.ts';
import type { Transfer } from '../../state/hub-state.ts';
import { modelKey } from '../../state/requested.ts';
import { formatMegabytes } from '../numbers.ts';
import { useScopeState } from '../scope-context.tsx';
import styles from './catalogue-sheet.module.css';
import { useHubState } from './hub-context.tsx';

/** How far the download of the shown models is: bytes, rate and time left. */
export function TransferStatus() {
  const keys = useScopeState(({ requested }) =>
    requested.lenses.map(({ model }) => modelKey(model).replace(/^hub:/, '')).join(' '),
  );
  const transfers = useHubState((state) => state.transfers);
  const shown = [...new Set(keys.split(' '))].flatMap((key) => transfers[key] ?? []);
  if (shown.length === 0) return null;
  return (
    <ul className={styles.transfers} aria-label={words.name}>
      {shown.map((transfer) => (
        <li key={transfer.title}>
          <progress
            aria-label={words.downloadOf(transfer.title)}
            max={transfer.totalBytes}
            value={transfer.loadedBytes}
          />
          <span title={transfer.files.map(describeFile).join('\n')}>{describeTransfer(transfer)}</span>
        </li>
      ))}
    </ul>
  );
}

function describeTransfer({ loadedBytes, totalBytes, bytesPerSecond, secondsLeft }: Transfer): string {
  const rate = bytesPerSecond ? formatMegabytes(bytesPerSecond) : undefined;
  return words.progress(formatMegabytes(loadedBytes), formatMegabytes(totalBytes), rate, secondsLeft);
}

function describeFile({ file, loadedBytes, totalBytes }: Transfer['files'][number]): string {
  return words.fileProgress(file, formatMegabytes(loadedBytes), formatMegabytes(totalBytes));
}
