import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { V8Script } from './v8-coverage.ts';

/** What jest hands a reporter, as far as it is read here. */
interface TestFileResult {
  readonly v8Coverage?: readonly { readonly result: V8Script }[];
}

/** A reporter of jest that writes down what V8 counted while each test file ran, in the form of NODE_V8_COVERAGE. */
export default class KeepV8Coverage {
  private readonly folder: string;
  private files = 0;

  constructor(_globalConfig: unknown, options: { folder: string }) {
    this.folder = options.folder;
  }

  onTestResult(_test: unknown, { v8Coverage = [] }: TestFileResult): void {
    this.files += 1;
    const result = v8Coverage.map(({ result: script }) => ({ ...script, url: `file://${script.url}` }));
    writeFileSync(join(this.folder, `jest-${this.files}.json`), JSON.stringify({ result }));
  }
}
