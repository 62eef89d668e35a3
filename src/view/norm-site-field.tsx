import { useScope, useScopeState } from './scope-context.tsx';
import { SelectField } from './select-field.tsx';
import { NORM_SITE_NAMES } from './wording.ts';

/** Of what in a layer norms are taken. */
export function NormSiteField({ label }: { label: string }) {
  const scope = useScope();
  const site = useScopeState((state) => state.requested.normSite);
  return <SelectField label={label} value={site} options={NORM_SITE_NAMES} onChange={scope.chooseNormSite} />;
}
