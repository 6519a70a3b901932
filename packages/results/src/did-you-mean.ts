/** The candidate a person most likely meant by a word, or nothing when none is near. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const given = simplified(word);
  const near = candidates
    .map((candidate) => ({ candidate, distance: editDistance(given, simplified(candidate)) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.candidate;
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          row > 1 && column > 1 && swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[to.length] ?? 0;
}

/** `minPassRate`, `min_pass_rate` and `MIN PASS RATE` are all the same word. A long word is cut: it is no near miss. */
function simplified(word: string): string {
  return word
    .slice(0, 64)
    .replaceAll(/(?<=[a-z])(?=[A-Z])|[_\s]+/gu, '-')
    .toLowerCase();
}
