/** Whether each byte may cost money, or takes long. */
export function isMetered(navigator: Navigator): boolean {
  const { connection } = navigator as { connection?: NetworkConnection };
  if (connection === undefined) return false;
  const { saveData, type, effectiveType } = connection;
  return saveData === true || type === 'cellular' || /^(slow-2g|2g|3g)$/.test(effectiveType ?? '');
}

/** Network Information API; not in every browser, nor in TypeScript's library. */
interface NetworkConnection {
  readonly saveData?: boolean;
  readonly type?: string;
  readonly effectiveType?: string;
}
