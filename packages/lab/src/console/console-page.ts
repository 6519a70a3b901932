import { readFileSync } from 'node:fs';

let page: string | undefined;

/** The console: one self-contained page that asks the lab for its state every second. */
export function consolePage(): string {
  page ??= readFileSync(new URL('./console.html', import.meta.url), 'utf8');
  return page;
}
