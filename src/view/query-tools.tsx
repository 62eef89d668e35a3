import type { QueryTool } from '../state/scope-state.ts';
import { useScope, useScopeState } from './scope-context.tsx';
import { Segmented } from './segmented.tsx';

const TOOLS: readonly { value: QueryTool; label: string; hint: string }[] = [
  { value: 'point', label: 'point', hint: 'Point at a token to ask from it, click to pin it' },
  {
    value: 'box',
    label: 'box',
    hint: 'Drag over the image: all patches in the box ask together. Or hold Shift',
  },
  { value: 'lasso', label: 'lasso', hint: 'Draw around patches: all of them ask together' },
];

/** Whether the pointer asks from one token, or draws a set of patches. */
export function QueryTools() {
  const scope = useScope();
  const tool = useScopeState((state) => state.tool);
  return <Segmented legend="Ask with" value={tool} options={TOOLS} onChange={scope.chooseTool} />;
}
