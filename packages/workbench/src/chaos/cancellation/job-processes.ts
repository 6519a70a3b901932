import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** What ends by itself has done so by then: a lab looks after its step at once, and after its runner each second. */
const patienceMs = 10_000;

/** Processes of a job that do not end, as sentences. */
export async function processesLeft(folder: string, argument?: string): Promise<string[]> {
  const untilMs = performance.now() + patienceMs;
  let found = await processesOf(folder, argument);
  while (found.length > 0 && performance.now() < untilMs) {
    await delay(20);
    found = await processesOf(folder, argument);
  }
  return found.map((pid) => `process ${pid}`);
}

/**
 * Processes that were started for the job in a folder, whoever is their parent by now: their environment names the
 * folder, or they work in it. With an argument only those that were given it. Reads `/proc`; elsewhere there are none.
 */
export async function processesOf(folder: string, argument?: string): Promise<number[]> {
  const names = await readdir('/proc').catch(() => []);
  const found: number[] = [];
  for (const name of names.filter((one) => /^\d+$/.test(one))) {
    const read = (file: string): Promise<string> => readFile(`/proc/${name}/${file}`, 'utf8').catch(() => '');
    if (argument !== undefined && !(await read('cmdline')).split('\0').includes(argument)) continue;
    const workingIn = await readlink(`/proc/${name}/cwd`).catch(() => '');
    const isOfJob = workingIn.startsWith(folder) || (await read('environ')).includes(folder);
    if (isOfJob) found.push(Number(name));
  }
  return found;
}
