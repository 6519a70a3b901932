interface Intention {
  readonly place: RegExp;
  /** The line in which the secret stands. */
  readonly line: RegExp;
}

/** Where a secret has to be. Everything else is a leak. */
const intentions: readonly Intention[] = [
  // The body of a legacy upload is the file, so its credentials have no other place than the address.
  { place: /^requests$/, line: /^\S+ \/services\/repositories\/\S*[?&]operation=upload&/ },
  // Documented so: a login that has no token yet gives its password in the query.
  { place: /^requests$/, line: /^\S+ \/users\/api\/v1\/auth\/tokens\?/ },
  // Addresses of GitHub's storage are credentials themselves; @actions/artifact masks them and then shows them.
  { place: /^requests$/, line: /^\S+ \/blobs\/actions-results\/\S*&sig=/ },
  { place: /^fetch-report main: lines$/, line: /^::debug::.*"signed_(upload_)?url"/ },
  // The tokens of a lab that was just started are its outputs, and stand in its own state.
  { place: /^start-lab main: file .*\/set_output_[\w-]+$/, line: /^/ },
  { place: /^\S+ (main|post): file .*\/state\/(journal\.jsonl|state\.json)$/, line: /"token":/ },
  // A new token is the answer that was asked for.
  { place: /^call-api main: file .*\/set_output_[\w-]+$/, line: /^"[^"\s]+"$/ },
];

/** Whether the secret that was found at this place of the content is there on purpose. */
export function isIntended(place: string, content: Buffer, at: number): boolean {
  const begin = content.lastIndexOf('\n', at) + 1;
  const end = content.indexOf('\n', at);
  const line = content.toString('utf8', begin, end < 0 ? content.length : end);
  return intentions.some((intention) => intention.place.test(place) && intention.line.test(line));
}
