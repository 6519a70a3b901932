/** A line for the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Shows groups of lines by their title only, as GitHub does until somebody opens them. */
export function folded(show: (line: string) => void): (line: string) => void {
  let isOpen = false;
  return (line) => {
    const title = /^##\[group\](.*)/.exec(line)?.[1];
    if (title !== undefined) show(`▸ ${title}`);
    else if (!isOpen && line !== '##[endgroup]') show(line);
    isOpen = title !== undefined || (isOpen && line !== '##[endgroup]');
  };
}

/** A signal that Ctrl-C aborts while the work is under way, so that the lab's devices are given back. */
export async function untilInterrupted<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const interrupt = () => {
    stop.abort();
  };
  process.once('SIGINT', interrupt);
  try {
    return await work(stop.signal);
  } finally {
    process.off('SIGINT', interrupt);
  }
}
