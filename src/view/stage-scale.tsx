import { ColourBar } from './colour-bar.tsx';
import { useLensView } from './lens-context.tsx';
import { useScopeState } from './scope-context.tsx';
import { type ShownMap, useGateSource } from './use-shown.ts';
import { mapScaleNote } from './wording.ts';

interface StageScaleProps {
  readonly staged: ShownMap | undefined;
  readonly pointed: number | undefined;
}

/** The staged map's colour bar, with what its ends stand for. */
export function StageScale({ staged, pointed }: StageScaleProps) {
  const palette = useScopeState((state) => state.requested.look.palette);
  const scale = useScopeState((state) => state.requested.look.scale);
  const hasSpecial = useLensView(({ displayed }) =>
    displayed ? displayed.start.layout.cls + displayed.start.layout.registers : 0,
  );
  const gate = useGateSource();
  const map = staged?.map;
  const isNorm = staged?.kind.kind === 'norm';
  const isPrompt = staged?.kind.kind === 'prompt';
  const extent = isNorm
    ? `Norm, ${map?.axis ?? 'linear'} scale, this layer's patches`
    : gate && !isPrompt
      ? `Gate, 0 closed to 1 open: ${gate}`
      : capitalised(mapScaleNote(staged?.kind ?? { kind: 'mean' }, scale));
  const outside =
    hasSpecial === 0 || (gate !== undefined && !isNorm && !isPrompt)
      ? ''
      : hasSpecial === 1
        ? '; CLS is not in the range'
        : '; CLS and registers are not in the range';
  return (
    <ColourBar
      low={map?.low ?? 0}
      high={map?.high ?? 1}
      axis={map?.axis ?? 'linear'}
      palette={palette}
      note={`${extent}${outside}.`}
      mark={map && pointed !== undefined ? map.tokens[pointed] : undefined}
    />
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
