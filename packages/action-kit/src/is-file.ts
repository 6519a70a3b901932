import { statSync } from 'node:fs';

/** Whether a file lies at a path. What no system takes for a path, such as a long text put in its place, is none. */
export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
