import type { Diagram } from '../../state/lessons/diagram.ts';
import { CausalDiagram } from './causal-diagram.tsx';
import { LogitsDiagram } from './logits-diagram.tsx';
import { NormsDiagram } from './norms-diagram.tsx';

/** The live picture of a step. */
export function LessonDiagram({ diagram }: { diagram: Diagram }) {
  switch (diagram.kind) {
    case 'logits':
      return <LogitsDiagram settings={diagram} />;
    case 'causal':
      return <CausalDiagram settings={diagram} />;
    case 'norms':
      return <NormsDiagram settings={diagram} />;
  }
}
