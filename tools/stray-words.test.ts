import { expect, test } from 'vitest';
import { strayIn } from './stray-words.ts';

const found = (source: string) => strayIn('page.tsx', source).map(({ line, text }) => `${line}: ${text}`);

test('finds text between tags, names of controls, sentences with blanks and single labels', () => {
  expect(found('const a = <p>Drop <b>an image</b></p>;')).toEqual(['1: Drop', '1: an image']);
  expect(found('const a = <button aria-label="close" />;')).toEqual(['1: close']);
  expect(found('const a = { value: 1, label: cond ? "max" : "mean" };')).toEqual(['1: max', '1: mean']);
  expect(found(`\nconst a = \`\${count} tokens\`;`)).toEqual(['2: 0 tokens']);
  expect(found(`throw new InputError(\`\${name} is empty.\`);`)).toEqual(['1: 0 is empty.']);
  expect(found("const title = 'Attention';")).toEqual(['1: Attention']);
});

test('leaves alone what nobody reads', () => {
  expect(
    found("import a from './two words.ts'; type A = 'Two words'; throw new Error('no such layer');"),
  ).toEqual([]);
  expect(found("const a = <p className='one two' style={{ font: 'bold large serif' }} />;")).toEqual([]);
  expect(
    found(`if (key === 'Enter' || name !== 'Attention') run('some-name', \`translate(\${x} \${y})\`);`),
  ).toEqual([]);
  expect(found("const media = '(prefers-color-scheme: dark) and more'; // no words")).toEqual([]);
});
