import { describe, expect, it } from 'vitest';
import { createHistory } from './history.ts';
import { INITIAL_REQUEST, type Requested } from './requested.ts';

const start = INITIAL_REQUEST;
const pinned = (row: number): Requested => ({
  ...start,
  query: { target: { kind: 'patch', x: 0.5, y: row / 10 }, pinned: true },
});
const withOpacity = (opacity: number): Requested => ({ ...start, look: { ...start.look, opacity } });

/** A history at a time that the test sets. */
function setUp(possible: (requested: Requested) => boolean = () => true) {
  const clock = { ms: 0 };
  const history = createHistory(() => clock.ms, possible);
  /** Changes one after the other, each after a pause. */
  const change = (...states: readonly Requested[]) => {
    for (const [i, after] of states.slice(1).entries()) {
      clock.ms += 5000;
      history.note(states[i]!, after);
    }
  };
  return { history, clock, change };
}

describe('createHistory', () => {
  it('goes back step by step, and forward again', () => {
    const { history, change } = setUp();
    change(start, withOpacity(0.2), pinned(3));
    expect(history.undo(pinned(3))).toEqual(withOpacity(0.2));
    expect(history.undo(withOpacity(0.2))).toEqual(start);
    expect(history.undo(start)).toBeUndefined();
    expect(history.redo(start)).toEqual(withOpacity(0.2));
    expect(history.redo(withOpacity(0.2))).toEqual(pinned(3));
    expect(history.redo(pinned(3))).toBeUndefined();
  });

  it('forgets what was taken back when something else is changed', () => {
    const { history, change } = setUp();
    change(start, withOpacity(0.2));
    history.undo(withOpacity(0.2));
    change(start, pinned(1));
    expect(history.redo(pinned(1))).toBeUndefined();
    expect(history.undo(pinned(1))).toEqual(start);
  });

  it('takes one stroke of a slider as one step, and two strokes as two', () => {
    const { history, clock } = setUp();
    for (const [before, after, ms] of [
      [0.65, 0.6, 0],
      [0.6, 0.5, 300],
      [0.5, 0.4, 600],
      [0.4, 0.9, 5000],
    ] as const) {
      clock.ms = ms;
      history.note(withOpacity(before), withOpacity(after));
    }
    expect(history.undo(withOpacity(0.9))).toEqual(withOpacity(0.4));
    expect(history.undo(withOpacity(0.4))).toEqual(withOpacity(0.65));
  });

  it('takes what is put there and quickly taken away again as two steps', () => {
    const { history } = setUp();
    const masked: Requested = {
      ...start,
      lenses: [{ ...start.lenses[0]!, interventions: { normaliser: 'sigmoid' } }],
    };
    history.note(start, masked);
    history.note(masked, start);
    expect(history.undo(start)).toEqual(masked);
    expect(history.undo(masked)).toEqual(start);
  });

  it('takes quick changes of different settings as two steps', () => {
    const { history } = setUp();
    const dark: Requested = { ...withOpacity(0.2), theme: 'dark' };
    history.note(start, withOpacity(0.2));
    history.note(withOpacity(0.2), dark);
    expect(history.undo(dark)).toEqual(withOpacity(0.2));
  });

  it('does not count where the pointer is', () => {
    const { history } = setUp();
    const hovered: Requested = { ...pinned(4), query: { ...pinned(4).query, pinned: false } };
    history.note(start, hovered);
    expect(history.store.getState().past).toEqual([]);
    history.note(hovered, { ...hovered, theme: 'dark' });
    expect(history.undo({ ...hovered, theme: 'dark' })).toEqual(start);
  });

  it('steps over what stands open and how near the image is, and leaves both as they are', () => {
    const { history, change } = setUp();
    const near: Requested = {
      ...withOpacity(0.2),
      panels: { ...start.panels, change: true },
      view: { scale: 2, x: 0.5, y: 0 },
    };
    change(start, withOpacity(0.2), near);
    expect(history.store.getState().past).toHaveLength(1);
    expect(history.undo(near)).toEqual({ ...start, panels: near.panels, view: near.view });
    expect(history.redo(start)).toEqual(withOpacity(0.2));
  });

  it('skips what is shown already, as after a change that failed', () => {
    const { history, change } = setUp();
    change(start, withOpacity(0.2), pinned(2)); // and then the page went back by itself
    expect(history.undo(withOpacity(0.2))).toEqual(start);
  });

  it('skips what has become impossible', () => {
    const { history, change } = setUp(({ look }) => look.opacity !== 0.2);
    change(start, withOpacity(0.2), withOpacity(0.4));
    expect(history.undo(withOpacity(0.4))).toEqual(start);
  });
});
