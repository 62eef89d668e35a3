import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

/** Words that a person may read, standing outside `src/words`. */
export interface StrayWords {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

/** Tests, scripted stand-ins that only tests load, and what no language changes: titles of papers, published prompts. */
const leftOut =
  /\.test\.tsx?$|\/(scripted|fake)-[^/]+$|\/citation\/references\.ts$|\/text\/published-templates\.ts$/;
/** Where a single word with a capital is an operator or a tokenizer's part. */
const namesParts = /\/core\/(graph|text)\//;
/** At the end of a line of what looks like words and is none: a key of a format, a media query. */
const notWords = /\/\/ no words$/;
/** What names a thing for a reader, as an attribute of an element or a field of a table. */
const readFields =
  /^(label|title|hint|phrase|description|caption|heading|placeholder|alt|summary|aria-(label|description|valuetext|roledescription))$/;
/** What no reader sees: the developer's errors, selectors, names of classes and of operators. */
const unreadCalls =
  /^(Error|TypeError|RangeError|console\..*|.*\.(op|querySelector|querySelectorAll|closest|matches|supports)|matchMedia)$/;
const unreadFields = /^(className|style|d|viewBox|transform|points|sizes|accept|autoComplete|font|filter)$/;
const keyNames = /^(Enter|Escape|Tab|Home|End|Space|Delete|Backspace|Shift|Control|Alt|Meta)$/;

/** All words under a folder of sources that are not in a module of words: sentences, labels, names of controls. */
export function strayWords(folder: string): StrayWords[] {
  return sources(folder).flatMap((file) => strayIn(file, readFileSync(file, 'utf8')));
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('words/') && !leftOut.test(`/${name}`))
    .map((name) => join(folder, name));
}

/** The stray words of one source text. */
export function strayIn(file: string, source: string): StrayWords[] {
  const found: StrayWords[] = [];
  const lines = source.split('\n');
  const note = (node: Node, text: string) => {
    const line = source.slice(0, node.start).split('\n').length;
    if (!notWords.test(lines[line - 1]!)) found.push({ file, line, text: text.trim() });
  };
  const { program } = parseSync(file, source);
  visit(program as unknown as Node, [], (node, parents) => {
    const text = textOf(node);
    if (text !== undefined && isRead(text, node, parents, file)) note(node, text);
  });
  return found;
}

function visit(
  node: Node,
  parents: readonly Node[],
  look: (node: Node, parents: readonly Node[]) => void,
): void {
  look(node, parents);
  const inside = [...parents, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === 'object' && child !== null && typeof child.type === 'string')
        visit(child, inside, look);
    }
  }
}

/** A text as written; what a template fills in stands as a digit. */
function textOf(node: Node): string | undefined {
  if (node.type === 'JSXText' || (node.type === 'Literal' && typeof node.value === 'string')) {
    return node.value as string;
  }
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('0');
}

function isRead(text: string, node: Node, parents: readonly Node[], file: string): boolean {
  if (!/\p{L}{2,}/u.test(text) || parents.some(isUnread)) return false;
  if (node.type === 'JSXText') return true;
  const parent = parents.at(-1);
  if (parent && isCompared(parent, node)) return false;
  const field = parents.findLast(({ type }) => type === 'JSXAttribute' || type === 'Property');
  if (field && isValueOf(field, parents) && readFields.test(fieldName(field))) return true;
  return isPhrase(text) || (isLabel(text) && !namesParts.test(file));
}

/** Two words, or one beside something filled in. */
function isPhrase(text: string): boolean {
  return (
    /\p{L}{2,}[’'\p{L}]*[,;:.–]? +[\p{L}\d]/u.test(text) || /\d[,;:.]? +\p{L}{3,}($|[\s.,:;?!)])/u.test(text)
  );
}

function isLabel(text: string): boolean {
  return /^\p{Lu}\p{Ll}+$/u.test(text) && !keyNames.test(text);
}

function isUnread(parent: Node): boolean {
  if (
    parent.type === 'ImportDeclaration' ||
    (parent.type.startsWith('TS') &&
      parent.type !== 'TSAsExpression' &&
      parent.type !== 'TSSatisfiesExpression' &&
      parent.type !== 'TSNonNullExpression')
  )
    return true;
  if (parent.type === 'NewExpression' || parent.type === 'CallExpression') {
    return unreadCalls.test(calleeName(parent.callee as Node));
  }
  return (
    (parent.type === 'JSXAttribute' || parent.type === 'Property') && unreadFields.test(fieldName(parent))
  );
}

function isCompared(parent: Node, node: Node): boolean {
  if (parent.type === 'BinaryExpression') return /^[!=]==$/.test(String(parent.operator));
  if (parent.type === 'SwitchCase') return parent.test === node;
  return (
    (parent.type === 'Property' || parent.type === 'MemberExpression') &&
    (parent.key === node || parent.property === node)
  );
}

/** Whether no function stands between a field and the text inside it. */
function isValueOf(field: Node, parents: readonly Node[]): boolean {
  return parents
    .slice(parents.indexOf(field))
    .every(({ type }) => !/Function|JSXElement|CallExpression/.test(type));
}

function fieldName(field: Node): string {
  const name = (field.type === 'Property' ? field.key : field.name) as Node;
  return String(name.name ?? name.value ?? '');
}

function calleeName(callee: Node): string {
  if (callee.type === 'Identifier') return String(callee.name);
  if (callee.type !== 'MemberExpression') return '';
  return `${calleeName(callee.object as Node)}.${String((callee.property as Node).name)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = strayWords('src');
  for (const { file, line, text } of found) console.log(`${file}:${line}: ${text}`);
  console.log(`${found.length} texts stand outside src/words.`);
  if (found.length > 0) process.exitCode = 1;
}
