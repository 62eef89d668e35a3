import { findOrInstallBrowser } from './find-browser.ts';

try {
  console.log(`Browser for the journeys: ${findOrInstallBrowser()}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
