import { operations, type OperationFacts } from '@perfecto-actions/catalog/facts';
import { didYouMean } from '@perfecto-actions/results';

/**
 * The operation a user names: by its id, or by resource and operation as they stand in the URL (`handsets list`).
 * A text where there is none: the sentence that says so, with what was probably meant.
 */
export function findOperation(text: string): OperationFacts | string {
  const wanted = text
    .trim()
    .toLowerCase()
    .split(/[\s/]+/)
    .join(' ');
  const found = operations.find((operation) =>
    namesOf(operation).some((name) => name.toLowerCase() === wanted),
  );
  if (found) return found;
  const near = didYouMean(wanted, operations.flatMap(namesOf));
  const meant = near === undefined ? siblingsOf(wanted) : `did you mean ${near}?`;
  return `${JSON.stringify(text)} is no operation of the API${meant === '' ? '.' : `; ${meant}`}`;
}

function namesOf({ id, path, operation }: OperationFacts): string[] {
  if (operation === undefined) return [id];
  return [id, `${path.split('/')[2] ?? ''} ${operation}`];
}

/** All operations of a group that the user got right. */
function siblingsOf(wanted: string): string {
  const group = wanted.split(/[. ]/)[0] ?? '';
  const siblings = operations.filter((operation) =>
    namesOf(operation).some(
      (name) => name.toLowerCase().startsWith(group) && /[. ]/.test(name[group.length] ?? ''),
    ),
  );
  if (group === '' || siblings.length === 0) return '';
  return `${group} has ${siblings.map(({ id }) => id).join(', ')}.`;
}
