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
  let distance = to.length;
  for (const [row, letter] of from.split('').entries()) {
    const current = [row + 1];
    let [diagonal, left] = [row, row + 1];
    for (const [column, above] of last.slice(1).entries()) {
      const isSwapped = letter === to[column - 1] && from[row - 1] === to[column];
      const swapped = (isSwapped ? beforeLast[column - 1] : undefined) ?? Infinity;
      left = Math.min(above + 1, left + 1, diagonal + (letter === to[column] ? 0 : 1), swapped + 1);
      diagonal = above;
      current.push(left);
    }
    distance = left;
    [beforeLast, last] = [last, current];
  }
  return distance;
}

/** `minPassRate`, `min_pass_rate` and `MIN PASS RATE` are all the same word. A long word is cut: it is no near miss. */
function simplified(word: string): string {
  return word
    .slice(0, 64)
    .replaceAll(/(?<=[a-z])(?=[A-Z])|[_\s]+/gu, '-')
    .toLowerCase();
}
