import { tools } from '#words/view/stage.ts';
import type { QueryTool } from '../state/scope-state.ts';
import { useScope, useScopeState } from './scope-context.tsx';
import { Segmented } from './segmented.tsx';

const TOOLS: readonly { value: QueryTool; label: string; hint: string }[] = [
  { value: 'point', label: tools.point, hint: tools.pointHint },
  {
    value: 'box',
    label: tools.box,
    hint: tools.boxHint,
  },
  { value: 'lasso', label: tools.lasso, hint: tools.lassoHint },
];

/** Whether the pointer asks from one token, or draws a set of patches. */
export function QueryTools() {
  const scope = useScope();
  const tool = useScopeState((state) => state.tool);
  return <Segmented legend={tools.legend} value={tool} options={TOOLS} onChange={scope.chooseTool} />;
}
