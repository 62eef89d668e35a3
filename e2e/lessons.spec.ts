import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts';
import { expect, test } from './journey.ts';
import { openScope, scopePage } from './scope-page.ts';

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Lessons' });
const titleOf = (page: Page) => panelOf(page).getByRole('heading', { level: 2 });

/** A file that a teacher may have written. */
const own = {
  format: 'sinkscope-lesson',
  version: 1,
  title: 'My lesson',
  about: 'About norms.',
  audience: 'My class',
  minutes: 3,
  steps: [
    {
      title: 'Look <b>here</b>',
      text: '**{outliers:2}** of {patches} <img src=x onerror=alert(1)> stand out.',
      over: 'defaults',
      set: { staged: { layer: 2, map: { kind: 'norm' } } },
      parts: ['map'],
    },
    {
      title: 'Ask',
      text: 'Think.',
      question: { prompt: 'Which?', choices: ['this', 'that'], answer: 1, why: 'So.' },
    },
  ],
};

test('every step of every lesson can be gone through, answered and read', async ({ page }) => {
  test.setTimeout(240_000);
  await openScope(page);
  await page.keyboard.press('j');
  const panel = panelOf(page);
  await expect(titleOf(page)).toHaveText('Lessons');
  await expectAccessible(page);
  const entries = panel.getByRole('listitem').getByRole('button');
  const count = await entries.count();
  expect(count).toBeGreaterThanOrEqual(6);
  for (let lesson = 0; lesson < count; lesson++) {
    await entries.nth(lesson).click();
    const dots = panel.getByRole('list', { name: 'Steps' }).getByRole('button');
    await expect(dots.first()).toBeVisible();
    const steps = await dots.count();
    for (let step = 0; step < steps; step++) {
      const name = (await dots.nth(step).getAttribute('aria-label')) ?? '';
      expect(name).toContain(`Step ${step + 1}: `);
      await expect(titleOf(page)).toHaveText(name.replace(/^Step \d+: /, ''));
      await expect(panel.getByText(`Step ${step + 1} of ${steps}:`)).toBeAttached();
      const question = panel.getByRole('region', { name: 'Question' });
      if (await question.isVisible()) {
        await question.getByRole('radio').first().check();
        await question.getByRole('button', { name: 'Show the answer' }).click();
        await expect(question.getByText(/^(As you said\.|It is: )/)).toBeVisible();
      }
      const { violations } = await new AxeBuilder({ page }).include('aside[aria-label="Lessons"]').analyze();
      expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
      if (step < steps - 1) await panel.getByRole('button', { name: 'Next' }).click();
    }
    await expect(panel.getByRole('region', { name: 'Sources' }).getByRole('link').first()).toBeVisible();
    await panel.getByRole('button', { name: 'Finish' }).click();
    await expect(entries.nth(lesson)).toContainText('done');
  }
  await panel.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.getByRole('button', { name: 'Lessons' })).toBeFocused();
});

test('a lesson fills in the page’s numbers, and gives back what was there; undo brings the lesson’s view again', async ({
  page,
}) => {
  const scope = await openScope(page);
  await scope.normsOf(2).then(({ outliers }) => expect(outliers).toBeGreaterThan(0));
  await page.getByRole('button', { name: /^Teapot/ }).click();
  await scope.waitForTrace(6);
  await page.keyboard.press('n');
  await expect(scope.stage.getByRole('heading')).toHaveText(/token norms/);
  await page.getByRole('button', { name: 'Lessons' }).click();
  const panel = panelOf(page);
  await panel.getByRole('button', { name: /^4\s*Registers/ }).click();
  await panel.getByRole('button', { name: 'Step 3: And the patches?' }).click();
  await expect(panel.getByText(/: 25 patches stand out, the largest 34\.\d times the median/)).toBeVisible();
  const question = panel.getByRole('region', { name: 'Question' });
  await expect(question.getByRole('button')).toHaveText('Choose, then look');
  await question.getByRole('button').press('Enter');
  await expect(question.getByText('your guess')).toBeHidden();
  await question.getByRole('radio', { name: 'A few' }).check();
  await question.getByRole('button').click();
  await expect(question.getByText('It is: None.')).toBeVisible();
  await expect(scope.chip('register R4')).toBeVisible();
  await expect(question.getByText(/^0\. The largest patch is 1\.\d+ times/)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-lit', 'chart');

  await page.keyboard.press('>');
  await expect(titleOf(page)).toHaveText('Is the mass gone?');
  await expect(page).toHaveURL(/[?&]lesson=registers%3A4/);
  await panel.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.locator('html')).not.toHaveAttribute('data-lit');
  await expect(page).not.toHaveURL(/lesson=/);
  await expect(page.getByRole('button', { name: /^Teapot/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(scope.stage.getByRole('heading')).toHaveText(/token norms/);
  await expect(scope.chip('register R4')).toBeHidden();
  await page.getByRole('banner').getByRole('button', { name: 'Undo' }).click();
  await expect(scope.chip('register R4')).toBeVisible();
});

test('scores are dragged and moved by keys, and the weights follow', async ({ page }) => {
  await page.goto('./?lesson=softmax:4');
  const bird = page.getByRole('slider', { name: 'Score of bird' });
  const weights = page.getByRole('img', { name: /^softmax-1: / });
  await expect(weights).toHaveAccessibleName(/bird 4 %.* nowhere 83 %, sum 0\.17/);
  await bird.press('End');
  await expect(bird).toHaveAttribute('aria-valuenow', '6');
  await expect(weights).toHaveAccessibleName(/bird 100 %/);
  const box = (await bird.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 60, { steps: 3 });
  await page.mouse.up();
  expect(Number(await bird.getAttribute('aria-valuenow'))).toBeLessThan(6);
});

test('a teacher’s lesson opens as a file and by link, its words stay words, and a broken one is refused', async ({
  page,
  baseURL,
}) => {
  await page.goto('./?lesson=no-such-lesson');
  const panel = panelOf(page);
  await expect(panel.getByRole('alert')).toContainText(
    'There is no lesson no-such-lesson. There are: attention-map',
  );
  await scopePage(page).waitForTrace(6);
  await panel.getByRole('button', { name: 'All lessons' }).click();
  const give = (name: string, text: string) =>
    panel.getByLabel('Open a lesson file').setInputFiles({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
  await give('bad.lesson.json', JSON.stringify({ ...own, steps: [{ ...own.steps[0], parts: ['body'] }] }));
  await expect(scopePage(page).alert.first()).toContainText('bad.lesson.json: steps.0.parts.0 should be');
  await give('my.lesson.json', JSON.stringify(own));
  await expect(titleOf(page)).toHaveText('Look <b>here</b>');
  await expect(panel.getByText('25 of 400 <img src=x onerror=alert(1)> stand out.')).toBeVisible();
  await expect(panel.locator('img')).toHaveCount(0);

  await page.route('**/school/my.lesson.json', (route) => route.fulfill({ body: JSON.stringify(own) }));
  await page.goto(`./?lesson=${encodeURIComponent(`${baseURL}school/my.lesson.json:2`)}`);
  await expect(titleOf(page)).toHaveText('Ask');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the lesson is a sheet below the picture that folds away', async ({ page }) => {
    await page.goto('./?lesson=high-norm-tokens');
    const scope = scopePage(page);
    await scope.waitForTrace(6);
    const panel = panelOf(page);
    await expect(titleOf(page)).toHaveText('How long is a token?');
    await expect(scope.figure).toBeInViewport({ ratio: 0.6 });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await panel.getByRole('button', { name: 'Hide' }).click();
    await expect(panel.getByRole('button', { name: 'Next' })).toBeHidden();
    await panel.getByRole('button', { name: 'Show' }).click();
    await panel.getByRole('button', { name: 'Next' }).click();
    await expect(titleOf(page)).toHaveText('One layer on');
  });
});
