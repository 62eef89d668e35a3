import { type PointerEvent, useEffect, useRef } from 'react';

/** Less than a finger trembles. */
const DRAG_PX = 8;
const LONG_PRESS_MS = 480;

interface Press {
  readonly x: number;
  readonly y: number;
  readonly timer: ReturnType<typeof setTimeout>;
  isDrag: boolean;
}

interface TouchActions {
  /** A finger is drawn over the image. */
  readonly drag: (event: PointerEvent) => void;
  /** A finger rests on a point. */
  readonly hold: (point: { clientX: number; clientY: number }, frame: Element) => void;
}

/** One finger on the image: drawn, it takes the query along; resting, it pins. Two fingers belong to the zoom. */
export function useTouchQuery({ drag, hold }: TouchActions) {
  const press = useRef<Press>(undefined);
  const fingers = useRef(0);
  /** Whether the press that is ending was more than a tap. */
  const wasMore = useRef(false);
  useEffect(() => () => clearTimeout(press.current?.timer), []);

  function end(): void {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  }

  return {
    wasMore: () => wasMore.current,
    down(event: PointerEvent) {
      fingers.current = event.isPrimary ? 1 : fingers.current + 1;
      end();
      if (fingers.current > 1) {
        wasMore.current = true;
        return;
      }
      wasMore.current = false;
      const { clientX, clientY, currentTarget } = event;
      const timer = setTimeout(() => {
        wasMore.current = true;
        press.current = undefined;
        hold({ clientX, clientY }, currentTarget);
      }, LONG_PRESS_MS);
      press.current = { x: clientX, y: clientY, timer, isDrag: false };
    },
    move(event: PointerEvent) {
      const at = press.current;
      if (at === undefined) return;
      if (!at.isDrag && !beginsDrag(event, at)) return;
      clearTimeout(at.timer);
      at.isDrag = true;
      wasMore.current = true;
      drag(event);
    },
    up() {
      fingers.current = Math.max(0, fingers.current - 1);
      end();
    },
  };
}

/** Where the image lets the page scroll, only what goes sideways is a stroke. */
function beginsDrag({ clientX, clientY, currentTarget }: PointerEvent, from: Press): boolean {
  const [across, down] = [Math.abs(clientX - from.x), Math.abs(clientY - from.y)];
  if (Math.hypot(across, down) < DRAG_PX) return false;
  return across > down || getComputedStyle(currentTarget).touchAction === 'none';
}
