/**
 * Keeps the focus on the page: where the control that has it goes away (its panel closes, the layout changes), the
 * focus moves to what has come in its place, the nearest part of the page around it that is still there.
 */
export function keepFocus(page: HTMLElement): () => void {
  let around = document.activeElement ? ancestors(document.activeElement, page) : [];
  const remember = ({ target }: FocusEvent) => {
    around = target instanceof Element ? ancestors(target, page) : [];
  };
  const keep = new MutationObserver(() => {
    const [last] = around;
    const isLost = last !== undefined && !last.isConnected && document.activeElement === document.body;
    if (!isLost) return;
    const place = around.find((each) => each.isConnected) ?? page;
    around = [];
    focusIn(place);
  });
  page.addEventListener('focusin', remember);
  keep.observe(page, { childList: true, subtree: true });
  return () => {
    page.removeEventListener('focusin', remember);
    keep.disconnect();
  };
}

const FOCUSABLE = 'button:not(:disabled), input, select, textarea, a[href], [tabindex="0"]'; // no words

/** The element itself and all around it, up to the page. */
function ancestors(element: Element, page: Element): Element[] {
  const all: Element[] = [];
  for (let each: Element | null = element; each !== null; each = each.parentElement) {
    all.push(each);
    if (each === page) break;
  }
  return all;
}

/** Its first control in sight, or itself. */
function focusIn(place: Element): void {
  const controls = [...place.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const control = controls.find((each) => each.tabIndex >= 0 && each.checkVisibility());
  if (control) {
    control.focus({ preventScroll: true });
    return;
  }
  if (place instanceof HTMLElement) {
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }
}
