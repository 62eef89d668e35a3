import { expect, test } from 'vitest';
import { exportFileName } from './file-name.ts';

test('a file’s name holds what it is, in signs that every system takes', () => {
  expect(exportFileName(['Mini, with artifacts', 'Äpfel & Birnen.JPG', 'layer 5', 'head 2'], 'png')).toBe(
    'sinkscope_mini-with-artifacts_apfel-birnen_layer-5_head-2.png',
  );
});

test('a file’s name stays short and never hides its ending', () => {
  const name = exportFileName(['x'.repeat(300), '../../etc/passwd', '', '...'], 'sinkscope.json');
  expect(name).toBe(`sinkscope_${'x'.repeat(40)}_etc-passwd.sinkscope.json`);
  expect(exportFileName(Array(9).fill('y'.repeat(40)), 'csv').length).toBeLessThanOrEqual(120);
});
