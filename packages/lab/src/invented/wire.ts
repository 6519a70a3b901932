/** What the lab invents about the rules of all calls: addresses, parameters, credentials, versions. */
export interface WireInventions {
  /** HTTP status of `The operation requires secured channel`, unknown resource and unknown operation; no document names one. */
  invalidUrlStatus: number;
  /** HTTP status of `... wasn't found` on /services; no document names one. */
  notFoundStatus: number;
  /** HTTP status of `User <user> is not authorized to ...`; no document names one. */
  notAuthorizedStatus: number;
  /** HTTP status of a refused parameter value; 400 is documented for "not valid parameters" in general. */
  invalidParameterStatus: number;
  /** HTTP status of a v1 address with a verb it does not have. */
  wrongVerbStatus: number;
  /** Second half of the text for a mandatory parameter that is absent. */
  missingParameterText: string;
  /** Second half of the text for a value outside the documented ones or of the wrong type. */
  invalidValueText: string;
  /** Text for a member of a JSON body that is longer than documented. */
  propertyTooLongText: string;
  /** Text for a list in a JSON body that must not be empty. */
  emptyPropertyText: string;
  /** Second half of the text when a name comes twice with different values. */
  repeatedParameterText: string;
  /** Second half of the text when a name stands in the query and in the body. */
  parameterInBothText: string;
  /** Second half of the text for a path that the operation does not have, for example an id where none belongs. */
  invalidPathText: string;
  /** Second half of the text when `admin=true` comes from a user without the right, where no text is documented. */
  notAuthorizedText: string;
  /** Longest form or JSON body the lab reads. */
  maxParameterBytes: number;
  /** Answer to an operation of the catalogue which the lab does not serve. */
  notServedStatus: number;
  /** Words after `Failed decoding the offline token: ` (the first half is from client code). */
  tokenDetail: string;
  /** Version of the answer model that `info` blocks name. */
  modelVersion: string;
  /** Version of the product that `info` blocks name. */
  productVersion: string;
}

export const wireDefaults: WireInventions = {
  invalidUrlStatus: 400,
  notFoundStatus: 400,
  notAuthorizedStatus: 400,
  invalidParameterStatus: 400,
  wrongVerbStatus: 405,
  missingParameterText: "Mandatory parameter '<name>' is missing",
  invalidValueText: "Invalid value '<value>' for parameter '<name>'",
  propertyTooLongText: "Property '<name>' is longer than <length> characters",
  emptyPropertyText: "Property '<name>' must have at least one entry",
  repeatedParameterText: "Parameter '<name>' is given more than once with different values",
  parameterInBothText: "Parameter '<name>' is given in the query and in the body",
  invalidPathText: "Invalid path '<path>'",
  notAuthorizedText: 'User <user> is not authorized to act as administrator',
  maxParameterBytes: 4 * 1024 * 1024,
  notServedStatus: 501,
  tokenDetail: 'it is no token of this cloud',
  modelVersion: '2.21.0.0',
  productVersion: 'master',
};
