/** Version of the export API that calls use unless told otherwise; that of the vendor's samples of 2023. */
export const currentVersion = { version: 'v3' } as const;

/** A request whose version may be left out. */
export type Versioned<Request extends { version: string }> = Omit<Request, 'version'> &
  Partial<Pick<Request, 'version'>>;
