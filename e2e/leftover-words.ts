import type { Page } from '@playwright/test';

/** Names that are the same in every language. */
const names = new RegExp(
  [
    'Sinkscope|CLS|CLIP|DINO(v\\d)?|SigLIP|I-JEPA|ViT(-\\w+)?(/\\d+)?|timm|PCA|RoPE|LayerScale|SwiGLU|GELU|softmax|sigmoid',
    // Files, by their endings.
    '[\\w/.-]+\\.[a-z]\\w{1,10}',
    'WebGPU|WebAssembly|wasm|ONNX|GPU|CPU|JSON|CSV|SVG|PNG|NPY|NumPy|BibTeX|safetensors|Hugging Face|Hub',
  ].join('|'),
  'g',
);

/** Texts on the screen, or read out beside it, that hold a word in plain letters: words that no language can change. */
export async function leftoverWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate(readTexts);
  return [...new Set(texts)].filter((text) => hasPlainWord(text.replace(names, '')));
}

/** Every word of the pseudo-language has an accent, unless none of its letters takes one. */
function hasPlainWord(text: string): boolean {
  return (text.match(/\p{L}{3,}/gu) ?? []).some(
    (word) => /^[A-Za-z]+$/.test(word) && /[aeiouycnsz]/i.test(word),
  );
}

function readTexts(): string[] {
  const attributes = ['alt', 'aria-description', 'aria-label', 'aria-valuetext', 'placeholder', 'title'];
  const unread = 'script, style, code, kbd, pre, [translate=no], [lang]:not(html)';
  const texts: string[] = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest(unread) || !element.checkVisibility()) continue;
    for (const name of attributes) texts.push(element.getAttribute(name) ?? '');
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? '');
  }
  return texts.map((text) => text.trim()).filter(Boolean);
}
