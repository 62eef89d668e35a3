import { whenIdle } from './when-idle.ts';

/** What tells maps in words comes after the first picture. */
export const loadMapSummary = async () => {
  const { MapSummary } = await whenIdle(() => import('./map-summary.tsx'));
  return { default: MapSummary };
};
