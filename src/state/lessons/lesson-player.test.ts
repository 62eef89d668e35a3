import { describe, expect, it } from 'vitest';
import { setUp } from '../scripted-scope.ts';
import { parseLesson } from './lesson.ts';
import { createLessonPlayer } from './lesson-player.ts';

const norm = (layer: number) => ({ staged: { layer, map: { kind: 'norm' } } });
const lesson = parseLesson(
  JSON.stringify({
    format: 'sinkscope-lesson',
    version: 1,
    title: 'A lesson',
    about: 'About something.',
    audience: 'Everyone',
    minutes: 5,
    steps: [
      { title: 'One', text: 'Look.', over: 'defaults', set: { ...norm(1), look: { smooth: true } } },
      {
        title: 'Two',
        text: 'Guess.',
        question: { prompt: '?', choices: ['a', 'b'], answer: 0, why: 'So.', set: norm(2) },
      },
      { title: 'Three', text: 'See.', set: { look: { palette: 'magma' } } },
    ],
  }),
  'x.lesson.json',
);

async function begin() {
  const { scope, open, finish } = setUp();
  await open();
  await finish();
  scope.chooseImage({ kind: 'sample', file: 'second.webp' });
  scope.chooseTheme('dark');
  scope.changeLook({ opacity: 0.3 });
  return { scope, player: createLessonPlayer(scope), asked: () => scope.store.getState().requested };
}

describe('a lesson’s player', () => {
  it('begins anew where a step says so, with the visitor’s image and theme', async () => {
    const { player, asked } = await begin();
    player.show(lesson, 0);
    expect(asked()).toMatchObject({
      staged: { layer: 1, map: { kind: 'norm' } },
      look: { smooth: true, opacity: 0.65 },
      image: { file: 'second.webp' },
      theme: 'dark',
    });
  });

  it('leaves panels open that the visitor opened, there and back', async () => {
    const { scope, player, asked } = await begin();
    player.show(lesson, 1);
    scope.arrangePanels({ change: true });
    player.show(lesson, 0);
    expect(asked().panels.change).toBe(true);
    player.leave();
    expect(asked()).toMatchObject({ panels: { change: true }, look: { opacity: 0.3 } });
  });

  it('keeps what a visitor changes on the way, and catches up on an answer that was not shown', async () => {
    const { scope, player, asked } = await begin();
    player.show(lesson, 0);
    player.show(lesson, 1);
    scope.changeLook({ opacity: 0.9 });
    player.show(lesson, 2);
    expect(asked()).toMatchObject({
      staged: { layer: 2 },
      look: { smooth: true, opacity: 0.9, palette: 'magma' },
    });
    player.show(lesson, 1);
    expect(asked()).toMatchObject({ staged: { layer: 1 }, look: { opacity: 0.65, palette: 'cividis' } });
    player.reveal();
    expect(asked().staged.layer).toBe(2);
    player.repeat();
    expect(asked().staged.layer).toBe(1);
  });

  it('gives back what was there, and undo brings the lesson’s view again', async () => {
    const { scope, player, asked } = await begin();
    const before = asked();
    player.show(lesson, 0);
    player.show(lesson, 2);
    const shown = asked();
    player.leave();
    expect(asked()).toEqual(before);
    player.leave();
    scope.undo();
    expect(asked()).toEqual(shown);
  });
});

describe('a lesson among files', () => {
  it('opens beside an image; a broken one is refused and changes nothing', async () => {
    const { scope, asked } = await begin();
    const file = (path: string, text: string) => ({ path, blob: new Blob([text]) });
    await scope.openFiles([
      file('a.lesson.json', '{"format": "sinkscope-lesson", "version": 1}'),
      file('b.png', ''),
    ]);
    expect(scope.store.getState().notice?.message).toBe('a.lesson.json: title is missing.');
    expect(scope.store.getState().lesson).toBeUndefined();
    expect(asked().image).toEqual({ kind: 'sample', file: 'second.webp' });
    await scope.openFiles([file('a.lesson (1).json', JSON.stringify(lesson)), file('b.png', '')]);
    expect(scope.store.getState().lesson).toMatchObject({
      source: { kind: 'file', name: 'a.lesson (1).json' },
      step: 0,
    });
    expect(asked().image).toMatchObject({ kind: 'local' });
    await scope.openFiles([file('a.lesson.json', '{}'), file('c.lesson.json', '{}')]);
    expect(scope.store.getState().notice?.message).toBe(
      'There are 2 lessons here. Drop one lesson at a time.',
    );
  });
});
