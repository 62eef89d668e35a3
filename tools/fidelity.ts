import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createNodeRuntime } from '../src/engine/node.ts';
import type { Runtime } from '../src/engine/runtime.ts';
import { missingShared, sharedFile } from './fixtures/goldens.ts';
import {
  type ParityCase,
  type ParityGroup,
  parityGroups,
  parityLimit,
  runParityCase,
} from './fixtures/parity-cases.ts';
import { comparePhotograph, type PhotographParity } from './fixtures/photograph-parity.ts';

const path = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url));
const order = [
  'tokens',
  'norms',
  'q',
  'k',
  'activations',
  'final',
  'logits',
  'image_embedding',
  'text_tokens',
  'text_embedding',
  'cosine',
  'attention',
  'attention_cls',
  'attention_received',
  'text_attention',
  'gate',
];

/** A Markdown table; the first row is the head. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

async function measureGroup(
  runtime: Runtime,
  { title, reference, shared, cases }: ParityGroup,
): Promise<string> {
  const heading = `### ${title}\n\nReference: ${reference}.\n\n`;
  if (missingShared(`fidelity of ${title}`, ...shared))
    return `${heading}_Not measured: the data is not here._`;
  const tensors = order.filter((tensor) => cases.some((parity) => parity.tensors.includes(tensor)));
  const rows = [['case', ...tensors.map((tensor) => `\`${tensor}\``)]];
  for (const parity of cases) {
    const found = await runParityCase(runtime, parity);
    const errors = tensors.map((tensor) => {
      const distance = found[tensor];
      return distance ? distance[parityLimit(tensor).measure].toExponential(1) : '';
    });
    rows.push([parity.name, ...errors]);
    console.log(parity.name);
  }
  return heading + table(rows);
}

async function measurePixels(runtime: Runtime): Promise<string> {
  const cases = parityGroups.flatMap((group) => group.cases).filter(({ photo }) => photo !== undefined);
  if (missingShared('fidelity of the pixels', 'photos', 'goldens', 'models'))
    return '_Not measured: the data is not here._';
  const rows = [['case', 'values', 'equal to the last bit', 'within one step of 8 bits', 'top class']];
  for (const parity of cases) rows.push([parity.name, ...(await pixelCells(runtime, parity))]);
  return table(rows);
}

async function pixelCells(runtime: Runtime, parity: ParityCase): Promise<string[]> {
  const photo = sharedFile(`photos/${parity.photo}`);
  if (!photo) return ['', 'the photograph is missing', '', ''];
  const { values, equal, withinStep, top } = await comparePhotograph(runtime, parity, photo);
  const share = (count: number) => `${((100 * count) / values).toFixed(count === values ? 0 : 3)} %`;
  return [values.toLocaleString('en'), share(equal), share(withinStep), topCell(top)];
}

function topCell(top: PhotographParity['top']): string {
  if (!top) return '';
  return top.expected === top.found ? `${top.found}, the same` : `${top.found} instead of ${top.expected}`;
}

/** Runs every golden and puts the measured errors into the text: the lines {{errors}} and {{pixels}} of the template. */
async function main(): Promise<void> {
  const runtime = await createNodeRuntime({ prefer: 'wasm' });
  const groups: string[] = [];
  for (const group of parityGroups) groups.push(await measureGroup(runtime, group));
  const ort: { version: string } = JSON.parse(
    readFileSync(path('node_modules/onnxruntime-web/package.json'), 'utf8'),
  );
  const text = readFileSync(path('tools/fidelity-template.md'), 'utf8')
    .replace('{{runtime}}', `onnxruntime-web ${ort.version}, wasm under Node`)
    .replace('{{errors}}', groups.join('\n\n'))
    .replace('{{pixels}}', await measurePixels(runtime));
  writeFileSync(path('docs/fidelity.md'), text);
  console.log('docs/fidelity.md is written.');
}

await main();
