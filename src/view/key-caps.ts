const MAC_CAPS: Readonly<Record<string, string>> = { Ctrl: '⌘', Shift: '⇧', Alt: '⌥' };

/** Whether a platform's name is one of Apple's, whose keyboards have Command where others have Control. */
function hasCommandKey(platform: string): boolean {
  return /^(Mac|iPhone|iPad|iPod)/.test(platform);
}

/** Key caps as they stand on the keyboard at hand. */
export function keyCaps(caps: readonly string[], platform = navigator.platform): readonly string[] {
  return hasCommandKey(platform) ? caps.map((cap) => MAC_CAPS[cap] ?? cap) : caps;
}
