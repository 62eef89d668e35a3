import type { FileBytes } from './file-bytes.ts';
import type { Sha256 } from './sha256.ts';

const stepBytes = 2 ** 20;

/** Compares a file with its hash while it arrives. */
export interface FileCheck {
  /** Hashes what has arrived from the file's start without a gap. */
  advance(): void;
  /** Once the whole file has arrived: whether it is what the hub says. */
  matches(): Promise<boolean>;
}

/** `expected` is a SHA-256 in lower-case hexadecimal. */
export function createFileCheck(
  bytes: FileBytes,
  { size, expected, createHash }: { size: number; expected: string; createHash: (size: number) => Sha256 },
): FileCheck {
  const hash = createHash(size);
  let position = 0;
  let isAsked = false;
  let work: Promise<void> = Promise.resolve();

  async function hashWhatIsThere(): Promise<void> {
    for (;;) {
      const first = bytes.covered[0];
      const reach = first?.begin === 0 ? first.end : 0;
      const end = Math.min(position + stepBytes, size);
      if (end > reach || end === position) return;
      await hash.update(await bytes.peek({ begin: position, end }));
      position = end;
    }
  }

  return {
    advance() {
      if (isAsked) return;
      isAsked = true;
      work = work
        .then(() => {
          isAsked = false;
          return hashWhatIsThere();
        })
        // `matches` meets the same error and reports it.
        .catch(() => undefined);
    },
    async matches() {
      await work;
      await hashWhatIsThere();
      return position === size && (await hash.digest()) === expected;
    },
  };
}
