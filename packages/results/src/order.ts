/** The natural order of numbers and texts, for sorting. */
export function compareValues<Value extends number | string>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The order of two ISO 8601 times; of two texts of one moment the text decides, so the order is total. */
export function compareTimes(a: string, b: string): number {
  return compareValues(Date.parse(a), Date.parse(b)) || compareValues(a, b);
}
