import type { Row } from '../measuring/table.ts';
import type { FileCoverage, Share } from './v8-coverage.ts';

/** What a package must reach in lines and in branches. */
const leastPercent = 95;

/** Two rows for a package: its lines and its branches. */
export function coverageRows(name: string, files: readonly FileCoverage[]): Row[] {
  const own = files.filter(({ path }) => path.startsWith(`packages/${name}/src/`));
  return (['lines', 'branches'] as const).map((kind) => {
    const { covered, total } = own.map((file) => file[kind]).reduce(add, { covered: 0, total: 0 });
    const percent = total === 0 ? 0 : (100 * covered) / total;
    return {
      what: `${kind} of packages/${name}`,
      measured: `${percent.toFixed(1)} % (${covered} of ${total})`,
      target: `>= ${leastPercent} %`,
      met: percent >= leastPercent,
    };
  });
}

function add(a: Share, b: Share): Share {
  return { covered: a.covered + b.covered, total: a.total + b.total };
}
