import { expect, test } from 'vitest';
import { fact, factLines, factsObject, programFacts } from './facts.ts';

test('settings are read by name, and found in a file by a key that is no language’s', () => {
  const facts = [fact('head_weights', '0 × 1, 1 × 0.5'), ...programFacts('1.2.3', new Date(2026, 0, 5))];
  expect(factLines(facts)).toEqual([
    'Head weights: 0 × 1, 1 × 0.5',
    'Made with: Sinkscope 1.2.3, 2026-01-05',
  ]);
  expect(factsObject(facts)).toEqual({
    head_weights: '0 × 1, 1 × 0.5',
    made_with: 'Sinkscope 1.2.3, 2026-01-05',
  });
});
