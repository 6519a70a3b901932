/** What the lab invents about the repository. */
export interface RepositoryInventions {
  /** Largest application file in bytes; documented as 1 GB, taken as 2^30. */
  maxApplicationBytes: number;
  /** Largest other file in bytes; documented as 150 MB, taken as 150 * 2^20. */
  maxOtherFileBytes: number;
  /** artifactType is mandatory above this size in bytes; documented as 143 MB. */
  artifactTypeMandatoryAboveBytes: number;
  /** Text for a file above its limit. */
  tooLargeText: string;
  /** Text for a big file without artifactType. */
  artifactTypeMissingText: string;
  /** Second half of the text for an upload to a key that exists, without overwrite. */
  itemExistsText: string;
  /** HTTP status of the legacy call for the same. */
  itemExistsStatus: number;
  /** Text for an item that is not there. */
  itemNotFoundText: string;
  /** Text for a v1 locator that breaks the documented rules. */
  invalidLocatorText: string;
  /** Version that v1 information names for an application; the lab does not read it from the file. */
  applicationVersion: string;
  /** Page size of the v1 list when none is asked for. */
  artifactsPageSize: number;
}

export const repositoryDefaults: RepositoryInventions = {
  maxApplicationBytes: 2 ** 30,
  maxOtherFileBytes: 150 * 2 ** 20,
  artifactTypeMandatoryAboveBytes: 143 * 2 ** 20,
  tooLargeText: 'File is larger than the limit of <limit> bytes',
  artifactTypeMissingText: 'artifactType is mandatory for files larger than <limit> bytes',
  itemExistsText: 'Item <key> already exists',
  itemExistsStatus: 400,
  itemNotFoundText: 'Item <key> was not found',
  invalidLocatorText: "Invalid artifact locator '<locator>'",
  applicationVersion: '1.0.0',
  artifactsPageSize: 500,
};
