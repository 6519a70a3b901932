interface Intention {
  readonly place: RegExp;
  /** What stands in the line of the secret, up to the secret itself. */
  readonly before: RegExp;
  /** The line above, where only that says what the secret is. */
  readonly above?: RegExp;
}

/** Where a secret has to be, told by what comes directly before it. Everything else is a leak. */
const intentions: readonly Intention[] = [
  // The body of a legacy upload is the file, so its credentials have no other place than the address.
  {
    place: /^requests$/,
    before: /^\S+ \/services\/repositories\/\S*[?&]operation=upload&(\S*&)?(securityToken|password)=$/,
  },
  // Documented so: a login that has no token yet gives its password in the query.
  { place: /^requests$/, before: /^\S+ \/users\/api\/v1\/auth\/tokens\?(\S*&)?password=$/ },
  // Addresses of GitHub's storage are credentials themselves; @actions/artifact masks them and then shows them.
  { place: /^requests$/, before: /^\S+ \/blobs\/actions-results\/\S*&sig=$/ },
  {
    place: /^fetch-report main: lines$/,
    before: /^::debug::.*"signed_(upload_)?url": ?"[^"\s]*\/blobs\/actions-results\/[^"\s]*&sig=$/,
  },
  // The tokens of a lab that was just started are its outputs, and stand in its own state.
  {
    place: /^start-lab main: file .*\/set_output_[\w-]+$/,
    before: /^$/,
    above: /^(security|admin)-token<<ghadelimiter_[\w-]+$/,
  },
  { place: /^\S+ (main|post): file .*\/state\/(journal\.jsonl|state\.json)$/, before: /"token":"$/ },
  // A new token is the answer that was asked for.
  {
    place: /^call-api main of token\.v1\.generate: file .*\/set_output_[\w-]+$/,
    before: /^"$/,
    above: /^response<<ghadelimiter_[\w-]+$/,
  },
];

/** Whether the secret that was found at this place of the content is there on purpose. */
export function isIntended(place: string, content: Buffer, at: number): boolean {
  const begin = lineBegin(content, at);
  const before = content.toString('utf8', begin, at);
  const above = begin === 0 ? '' : content.toString('utf8', lineBegin(content, begin - 1), begin).trimEnd();
  return intentions.some(
    (intention) =>
      intention.place.test(place) &&
      intention.before.test(before) &&
      (intention.above === undefined || intention.above.test(above)),
  );
}

/** Where the line begins that this place is in, be it at its end. */
function lineBegin(content: Buffer, at: number): number {
  return at === 0 ? 0 : content.lastIndexOf('\n', at - 1) + 1;
}
