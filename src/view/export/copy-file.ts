import * as words from '#words/view/export-sheet.tsx';
import { InputError } from '../../core/input-error.ts';
import type { ExportFile } from './export-file.ts';

/** Puts a file on the clipboard: a figure as PNG, anything else as text. Resolves to what to say. */
export async function copyFile({ shown, blob }: ExportFile): Promise<string> {
  try {
    if (shown.kind === 'text') {
      await navigator.clipboard.writeText(await blob.text());
      return words.copiedText;
    }
    // The clipboard takes PNG alone; as a promise, so that it still counts as the press of the button.
    const png = blob.type === 'image/png' ? Promise.resolve(blob) : toPng(shown.canvas);
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    return words.copiedImage;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(words.refusals.clipboard);
  }
}

function toPng(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((png) => (png ? resolve(png) : reject(new Error('There is no PNG.'))), 'image/png'),
  );
}
