import { type RefObject, useLayoutEffect, useRef } from 'react';

/** The newest value of something, for callbacks that outlive a rendering. */
export function useLatest<T>(value: T): RefObject<T> {
  const ref = useRef(value);
  useLayoutEffect(() => {
    ref.current = value;
  });
  return ref;
}
