import { useEffect, useState } from 'react';
import * as words from '#words/view/share.ts';
import type { ImageChoice } from '../../state/requested.ts';
import { useScopeState } from '../scope-context.tsx';
import { smallCopy } from './small-copy.ts';

/** A small copy of an image that the visitor gave, once it is wanted. */
export interface SmallCopy {
  readonly isWanted: boolean;
  want(isWanted: boolean): void;
  /** As a `data:` address. */
  readonly address: string | undefined;
  readonly said: string;
}

type Made = { readonly url: string; readonly address: string | undefined };

/** Makes the copy when it is asked for: nothing of a visitor's image goes into a link by itself. */
export function useSmallCopy(image: Extract<ImageChoice, { kind: 'local' }> | undefined): SmallCopy {
  const [isWanted, want] = useState(false);
  const [made, setMade] = useState<Made>();
  const url = useScopeState(({ localImages }) => localImages.find(({ key }) => key === image?.key)?.url);
  useEffect(() => {
    if (!isWanted || url === undefined) return;
    let isNewest = true;
    fetch(url)
      .then((response) => response.blob())
      .then(smallCopy)
      .catch(() => undefined)
      .then((address) => isNewest && setMade({ url, address }));
    return () => {
      isNewest = false;
    };
  }, [isWanted, url]);
  const current = isWanted && made?.url === url ? made : undefined;
  return { isWanted, want, address: current?.address, said: isWanted ? sentence(current) : '' };
}

function sentence(made: Made | undefined): string {
  if (made === undefined) return words.makingCopy;
  return made.address === undefined ? words.noCopy : words.copyMade;
}
