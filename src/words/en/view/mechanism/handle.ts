/** Of the closed panel at the edge, and of the open one. */
export const title = 'Change the model';
export const titleWhenChanged = 'Change the model (changed)';
export const hint = 'Registers, register neurons, masks, normaliser, gates, sinks (X)';

/** On the image: what a click does while patches are picked. */
export const pickingHints = {
  target: 'Click or drag: the outlier goes there',
  mask: 'Click or paint: nobody may look there',
  sinks: 'Click or paint the sinks',
  gate: 'Click or paint the sinks',
};
/** The key that ends picking, as it stands on a keyboard. */
export const endPickingKey = 'Esc';
