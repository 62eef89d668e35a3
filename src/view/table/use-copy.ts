import { useEffect, useState } from 'react';
import * as words from '#words/view/copying.ts';

/** How long it is said that something was copied. */
const SAID_MS = 4000;

/** Copies text to the clipboard, and says for a while what came of it. */
export function useCopy(): { copy: (text: string, what: string) => void; said: string } {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = (text: string, what: string) => {
    navigator.clipboard.writeText(text).then(
      () => setSaid(words.copied(what)),
      () => setSaid(words.refused),
    );
  };
  return { copy, said };
}
