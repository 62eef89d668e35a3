import { integer } from '../grammar.ts';

const commands = 'known are trace and neurons. --help says more.';

export const missingCommand = `A command is missing; ${commands}`;

export const unknownCommand = (name: string) => `There is no command ${name}; ${commands}`;

export const unknownOption = (option: string, known: readonly string[]) =>
  `There is no option ${option}. Known are ${known.join(', ')}.`;

export const missingOption = (option: string) => `--${option} is missing. --help shows what a command needs.`;

export const unknownChoice = (option: string, value: string, choices: readonly string[]) =>
  `--${option} ${value} is not known. Known are ${choices.join(', ')}.`;

export const emptyFileName = (option: string) => `--${option} names no file.`;

/** What a refusal calls the file or the folder of an option: as the user wrote it. */
export const asGiven = (option: string, value: string) => `--${option} ${value}`;

export const prompt = (text: string) => `--text "${text}"`;

export const impossibleSize = (size: string, limitPx: number) =>
  `--size ${size} is no size: give one side (518) or height x width (518x224), each from 1 to ` +
  `${integer(limitPx)} pixels.`;

export const imageOrPixels = 'Give either --image or --pixels.';

export const unexpectedArgument = (argument: string) => `Unexpected argument ${argument}.`;

export const pixelsAreFramed = (option: string) =>
  `--${option} frames images; the tensor that --pixels names is used as it is.`;

export const textOrTokenIds = 'Give either --text or --token-ids.';

export const templateNeedsPrompts = '--template needs prompts; give them with --text.';

export const tensorNeedsTexts = (tensor: string) =>
  `--tensors ${tensor} needs texts; give them with --text or --token-ids.`;

export const noTensors = (known: readonly string[]) => `--tensors names none. Known are ${known.join(', ')}.`;

export const unknownTensor = (tensor: string, known: readonly string[]) =>
  `--tensors: there is no tensor ${tensor}. Known are ${known.join(', ')}.`;

export const noLogits = (model: string) => `--tensors logits: ${model} has no classification head.`;

export const noGates = (model: string) => `--tensors gate: ${model} has no trained gates.`;

export const noCls = (model: string) => `--tensors attention_cls: ${model} has no CLS token.`;

export const noEmbedding = (tensor: string, model: string) =>
  `--tensors ${tensor}: ${model} makes no vector to compare with texts.`;

export const noTextTower = (tensor: string, model: string) =>
  `--tensors ${tensor}: ${model} has no text tower.`;

/** `least` is absent where any whole number will do. */
export const noWholeNumber = (option: string, text: string, least: number | undefined) =>
  least === undefined
    ? `--${option} ${text} is no whole number.`
    : `--${option} ${text} is no whole number from ${least} on.`;

const rules = 'Known are robust[:K], sigma[:N], quantile[:SHARE], multiple[:FACTOR] and absolute:NORM.';

export const unknownRule = (rule: string) => `--rule ${rule} is not known. ${rules}`;

/** `value` is what stands behind the rule's colon, where anything does. */
export const noRuleValue = (rule: string, value: string) =>
  `--rule ${rule}: ${value || 'nothing'} is no number from 0 on. ${rules}`;

export const impossibleShare = (rule: string) => `--rule ${rule}: a share lies between 0 and 1.`;

export const absoluteNeedsNorm =
  '--rule absolute needs the norm, which differs between models: absolute:NORM.';
