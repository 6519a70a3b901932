import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordIndex } from '../step-runner/index.ts';
import { isIntended } from './intended.ts';
import { isSearchable, secretForms, type SecretForm } from './secret-forms.ts';

/** Where a secret was found. The secret itself is not told. */
export interface Leak {
  readonly place: string;
  readonly form: string;
}

/** What a search went through, and what it found. */
export interface LeakSearch {
  readonly jobs: number;
  /** Files that were searched, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** Files that were too large to be kept. */
  readonly leftOut: number;
  readonly secrets: number;
  /** Secrets of less than eight bytes, which chance would find everywhere. */
  readonly tooShort: number;
  readonly forms: number;
  readonly leaks: readonly Leak[];
}

/** Searches the records of jobs in a folder, everything a job left for every form of that job's own secrets. */
export async function searchRecords(folder: string): Promise<LeakSearch> {
  const counts = { jobs: 0, files: 0, bytes: 0, leftOut: 0 };
  const secrets = new Map<string, readonly SecretForm[]>();
  const tooShort = new Set<string>();
  const leaks: Leak[] = [];
  for (const name of await readdir(join(folder, 'secrets')).catch(() => [])) {
    const given = JSON.parse(await readFile(join(folder, 'secrets', name), 'utf8')) as string[];
    for (const secret of given) {
      if (!isSearchable(secret)) tooShort.add(secret);
      else if (!secrets.has(secret)) secrets.set(secret, secretForms(secret));
    }
    const forms = given.flatMap((secret) => secrets.get(secret) ?? []);
    const job = join(folder, 'left', name.replace(/\.json$/, ''));
    const { left } = JSON.parse(await readFile(join(job, 'index.json'), 'utf8')) as RecordIndex;
    counts.jobs += 1;
    for (const { place, file } of left) {
      // A name may tell a secret, too.
      leaks.push(...found(Buffer.from(place), forms, `${place} (its name)`));
      const content = file === undefined ? undefined : await readFile(join(job, file)).catch(() => undefined);
      if (content === undefined) {
        counts.leftOut += 1;
        continue;
      }
      counts.files += 1;
      counts.bytes += content.length;
      leaks.push(...found(content, forms, place));
    }
  }
  const formCount = [...secrets.values()].reduce((sum, forms) => sum + forms.length, 0);
  return { ...counts, secrets: secrets.size, tooShort: tooShort.size, forms: formCount, leaks };
}

function found(content: Buffer, forms: readonly SecretForm[], place: string): Leak[] {
  const leaks = new Map<string, Leak>();
  for (const { name, bytes } of forms) {
    for (let at = content.indexOf(bytes); at >= 0; at = content.indexOf(bytes, at + 1)) {
      if (!isIntended(place, content, at)) leaks.set(name, { place, form: name });
    }
  }
  return [...leaks.values()];
}
