/** What the page says before its code runs, in the language that is built. */
export { tag } from '#words/language.ts';
export * from '#words/page.ts';
