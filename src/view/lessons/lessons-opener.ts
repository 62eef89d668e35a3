/** Where the focus returns to when the lessons close. */
export const LESSONS_BUTTON = 'lessons-button';
