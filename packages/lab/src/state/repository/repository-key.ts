/** Who sees an item: its owner, the owner's group, everybody. */
export type Visibility = 'PRIVATE' | 'GROUP' | 'PUBLIC';

/** A repository key or artifact locator, taken apart. */
export interface RepositoryKey {
  visibility: Visibility;
  /** All after the colon; may hold slashes. */
  path: string;
}

/** The key does not begin with PRIVATE, GROUP or PUBLIC. `visibility` is what stood there. */
export interface InvalidKey {
  invalidVisibility: string;
}

const visibilities: readonly string[] = ['PRIVATE', 'GROUP', 'PUBLIC'];

/** Reads `<visibility>:<path>`; the visibility in any case (client code sends lower case). */
export function parseKey(key: string): RepositoryKey | InvalidKey {
  const colon = key.indexOf(':');
  const word = colon < 0 ? '' : key.slice(0, colon);
  const visibility = word.toUpperCase();
  if (!visibilities.includes(visibility)) return { invalidVisibility: word };
  return { visibility: visibility as Visibility, path: key.slice(colon + 1).replace(/^\/+/, '') };
}

/** Whether an artifact locator keeps the documented rules: no backslash and, without artifactName, none of `: " * ? < > |`. */
export function locatorKeepsRules(path: string, hasArtifactName: boolean): boolean {
  if (path === '' || path.includes('\\')) return false;
  // The page forbids the slash too, yet clients send it without artifactName and succeed (notes-resources.md).
  return hasArtifactName || !/[:"*?<>|]/.test(path);
}

/** Whether a display name keeps the documented rules. */
export function artifactNameKeepsRules(name: string): boolean {
  return name !== '' && !/[/\\:"*?<>|]/.test(name);
}
