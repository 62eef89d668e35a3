import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';

/** Fails a run in which tests on WebGPU were to run and every one of them was skipped. */
export default class WebgpuReporter implements Reporter {
  private suite: Suite | undefined;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  async onEnd(): Promise<{ status: 'failed' } | undefined> {
    const tests = this.suite?.allTests().filter((test) => test.parent.project()?.name === 'webgpu') ?? [];
    const allSkipped = tests.length > 0 && tests.every((test) => test.outcome() === 'skipped');
    if (!allSkipped) return undefined;
    console.error(`Every WebGPU test (${tests.length}) was skipped: nothing shows that WebGPU works.`);
    return { status: 'failed' };
  }
}
