import { safeFileName } from '@perfecto-actions/client';
import fc from 'fast-check';
import { posix, win32 } from 'node:path';
import { corpusTexts } from './corpus.ts';
import { demand, property, type Property } from './property.ts';
import { anyText } from './texts.ts';

/** Words that are devices to Windows, whatever follows the first dot, also with blanks before it (Naming Files, Paths, and Namespaces). */
const deviceOfWindows = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d\u00b9\u00b2\u00b3]) *(\.|$)/i;

const anyName = fc.oneof(
  anyText,
  fc
    .tuple(
      fc.constantFrom('', '.', ' ', '..', 'con', 'x'),
      fc.constantFrom('y', '.', ' ', 'é', '😀', '.y'),
      fc.nat(200),
      anyText,
    )
    .map(([first, piece, times, last]) => first + piece.repeat(times) + last),
);

/** Names that the service gives files. */
export function nameProperties(): Property[] {
  return [
    property(
      'names: a file lands in its folder and is a plain file, by the rules of Linux, macOS and Windows',
      anyName,
      (name) => {
        const safe = safeFileName(name);
        for (const rules of [posix, win32]) {
          const folder = rules.resolve('/reports/run');
          const path = rules.resolve(folder, safe);
          demand(
            rules.dirname(path) === folder && rules.basename(path) === safe,
            `${JSON.stringify(safe)} leaves its folder`,
          );
        }
        demand(
          !/[\p{Cc}<>:"|?*\\/]/u.test(safe),
          `${JSON.stringify(safe)} holds a character that Windows refuses`,
        );
        demand(!/^[.\s]|[.\s]$/.test(safe), `${JSON.stringify(safe)} begins or ends with a dot or blank`);
        demand(!deviceOfWindows.test(safe), `${JSON.stringify(safe)} is a device of Windows`);
        demand(
          safe.isWellFormed() && Buffer.byteLength(safe) <= 160,
          `${JSON.stringify(safe)} is no name of a file`,
        );
      },
      { examples: corpusTexts('names') },
    ),
    property(
      'names: two names stay two files',
      fc.oneof(
        fc.tuple(anyName, anyName),
        anyName.map((name): [string, string] => [name, name.toUpperCase()]),
      ),
      ([one, other]) => {
        const [first, second] = [safeFileName(one), safeFileName(other)];
        if (one !== other) demand(first !== second, `both become ${JSON.stringify(first)}`);
      },
    ),
  ];
}
