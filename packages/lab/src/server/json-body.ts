import type { OperationFacts } from '@perfecto-actions/catalog/facts';
import { fill } from '../invented.ts';
import type { InventedSettings } from '../invented.ts';
import type { JsonObject } from './call.ts';
import { Refusal } from '../refusal.ts';
import type { RequestBody } from './request-body.ts';

/** Reads the JSON body of a v1 call; refuses one that is no object, lacks a mandatory member or has too long a one. */
export async function readJsonBody(
  operation: OperationFacts,
  body: RequestBody,
  settings: InventedSettings,
): Promise<JsonObject> {
  const members = operation.parameters.filter((parameter) => parameter.in === 'body');
  if (members.length === 0) return {};
  const text = await body.text(settings.maxParameterBytes);
  // curl and some samples send JSON under the type of a form.
  const isForm =
    /urlencoded/i.test(body.incoming.headers['content-type'] ?? '') && !text.trimStart().startsWith('{');
  const json = isForm ? formMembers(text) : text.trim() === '' ? {} : parseJsonObject(text);
  for (const { name, required, max_length: length } of members) {
    const value = json[name];
    if (length !== undefined && typeof value === 'string' && value.length > length) {
      const text = fill(settings.propertyTooLongText, { name, length });
      throw new Refusal(settings.invalidParameterStatus, text, { whole: true });
    }
    if (required !== true || name.includes('.') || lenient[operation.id] === name) continue;
    if (value === undefined || value === null || value === '') refuseMissingMember(name, settings);
  }
  return json;
}

/** The sentence is documented for connect, with the member's name capitalised. */
export function refuseMissingMember(name: string, settings: InventedSettings): never {
  const property = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  throw new Refusal(settings.invalidParameterStatus, `Mandatory property '${property}' is missing`, {
    whole: true,
  });
}

// The page lists bare filters, clients wrap them in `device`: both are taken.
const lenient: Readonly<Record<string, string>> = { 'device.v1.list': 'device' };

// One old call (the exchange of tokens) sends a form where the others send JSON.
function formMembers(text: string): JsonObject {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Parses a text that must be a JSON object. */
export function parseJsonObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(400, 'Request body is not valid JSON', { whole: true });
  }
  if (!isObject(value)) throw new Refusal(400, 'Request body is not a JSON object', { whole: true });
  return value;
}

/** Whether a value is a JSON object (no list, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text member; numbers and booleans are taken as text, since clients send both. */
export function textMember(json: JsonObject, name: string): string | undefined {
  const value = json[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A whole number that may travel as a number or as text. Refuses anything else. */
export function integerMember(json: JsonObject, name: string): number | undefined {
  const text = textMember(json, name);
  if (text === undefined && json[name] === undefined) return undefined;
  if (text === undefined || !/^-?\d{1,17}$/.test(text)) refuseMember(name, 'a whole number');
  return Number(text);
}

/** A text of an update: undefined when it is not sent, empty when it is sent without a value. Refuses anything else. */
export function sentText(json: JsonObject, name: string): string | undefined {
  const value = json[name];
  if (value === null) return '';
  const text = textMember(json, name);
  if (text === undefined && value !== undefined) refuseMember(name, 'a text');
  return text;
}

/** A boolean that may travel as text. */
export function flagMember(json: JsonObject, name: string): boolean {
  return textMember(json, name)?.toLowerCase() === 'true';
}

/** The same where it matters whether it was sent. Refuses anything else. */
export function sentFlag(json: JsonObject, name: string): boolean | undefined {
  const text = sentText(json, name)?.toLowerCase();
  if (text === undefined) return undefined;
  return text === 'true' || (text !== 'false' && refuseMember(name, 'true or false'));
}

/** A list of texts. Refuses anything else. */
export function textsMember(json: JsonObject, name: string): string[] | undefined {
  const value = json[name];
  if (value === undefined || value === null) return undefined;
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'string');
  return isList ? value : refuseMember(name, 'a list of texts');
}

function refuseMember(name: string, what: string): never {
  throw new Refusal(400, `Invalid value for property '${name}': ${what} is expected`, { whole: true });
}
