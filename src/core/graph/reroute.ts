import type { GraphBuilder, Value } from './graph-builder.ts';

/** How rerouted neurons are set on the tokens that are no targets. */
export interface RerouteOptions {
  /**
   * `paper`: each neuron's own signed maximum goes to the targets, and CLS counts among the other tokens
   * (Jiang et al. 2025, algorithm 2). `code`: one signed maximum over all listed neurons goes to every one of
   * them, and CLS stays as it is (nickjiang2378/test-time-registers, dinov2/dinov2/hub/hook_fn.py).
   */
  readonly mode: 'paper' | 'code';
  /** `only-outliers`: values above the mean + 1 σ of the other tokens become that mean. */
  readonly others: 'zero' | 'mean' | 'only-outliers' | 'same';
}

/**
 * Moves chosen neurons' activations [tokens, hidden] to target tokens. Graph inputs: `neurons` [1, hidden], 1 for
 * the listed ones; and three [tokens, 1] that part the sequence: `targets`, the scale at the targets, `others`,
 * 1 where the option `others` applies, and `kept`, 1 where nothing changes.
 */
export function reroute(
  graph: GraphBuilder,
  activations: Value,
  hidden: number,
  options: RerouteOptions,
): Value {
  const neurons = graph.input('neurons', [1, hidden]);
  const targets = graph.input('targets', ['tokens', 1]);
  const others = graph.input('others', ['tokens', 1]);
  const kept = graph.input('kept', ['tokens', 1]);
  const sent = graph.op('Mul', [targets, signedMaximum(graph, activations, neurons, options.mode)]);
  const replaced = graph.op('Mul', [others, replacement(graph, activations, others, options.others)]);
  const changed = graph.op('Add', [graph.op('Add', [graph.op('Mul', [kept, activations]), sent]), replaced]);
  const untouched = graph.op('Mul', [activations, graph.op('Sub', [graph.float(1), neurons])]);
  return graph.op('Add', [untouched, graph.op('Mul', [changed, neurons])]);
}

/** The value of largest magnitude over tokens [1, hidden], or over tokens and listed neurons [1, 1]. */
function signedMaximum(
  graph: GraphBuilder,
  activations: Value,
  neurons: Value,
  mode: RerouteOptions['mode'],
): Value {
  const tokens = graph.ints([0]);
  const extremes = (value: Value, axes: Value) => {
    const largest = graph.op('ReduceMax', [value, axes]);
    const smallest = graph.op('ReduceMin', [value, axes]);
    const positive = graph.op('Greater', [graph.op('Abs', [largest]), graph.op('Abs', [smallest])]);
    return graph.op('Where', [positive, largest, smallest]);
  };
  if (mode === 'paper') return extremes(activations, tokens);
  // A neuron that is not listed counts as 0, which no listed one's magnitude falls below.
  return extremes(graph.op('Mul', [extremes(activations, tokens), neurons]), graph.ints([1]));
}

/** What the other tokens' activations become [tokens or 1, hidden]. */
function replacement(
  graph: GraphBuilder,
  activations: Value,
  others: Value,
  option: RerouteOptions['others'],
): Value {
  switch (option) {
    case 'zero':
      return graph.float(0);
    case 'same':
      return activations;
    case 'mean':
      return moments(graph, activations, others).mean;
    case 'only-outliers': {
      const { mean, deviation } = moments(graph, activations, others);
      const above = graph.op('Greater', [activations, graph.op('Add', [mean, deviation])]);
      return graph.op('Where', [above, mean, activations]);
    }
  }
}

/** Mean and standard deviation (n − 1, as torch.std) of each neuron over the other tokens [1, hidden]. */
function moments(graph: GraphBuilder, activations: Value, others: Value): { mean: Value; deviation: Value } {
  const tokens = graph.ints([0]);
  const one = graph.float(1);
  // Where every token is a target there are no others; the moments are then multiplied by 0 and must not be NaN.
  const divisor = (count: Value) => graph.op('Max', [count, one]);
  const count = graph.op('ReduceSum', [others, tokens]);
  const sum = graph.op('ReduceSum', [graph.op('Mul', [activations, others]), tokens]);
  const mean = graph.op('Div', [sum, divisor(count)]);
  const centred = graph.op('Mul', [graph.op('Sub', [activations, mean]), others]);
  const squares = graph.op('ReduceSum', [graph.op('Mul', [centred, centred]), tokens]);
  const variance = graph.op('Div', [squares, divisor(graph.op('Sub', [count, one]))]);
  return { mean, deviation: graph.op('Sqrt', [variance]) };
}
