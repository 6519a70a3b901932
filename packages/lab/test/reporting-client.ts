import { rest, startScript } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import type { Lab, ManualClock } from '../src/index.ts';

export const login = 'PUBLIC:Samples/login.xml';
export const checkout = 'PUBLIC:Samples/checkout.xml';
export const phone = { 'param.DUT': 'F52F82C4DEMO01' };

/** Members of a listed test that the tests look at. */
export interface ListedTest {
  id: string;
  externalId: string;
  name: string;
  owner: string;
  startTime: number;
  endTime: number;
  status: string;
  message?: string;
  failureReasonName?: string;
  reportURL: string;
  tags: string[];
  parameters: { name: string; value: string }[];
  platforms: { deviceId: string }[];
  videos: { streamingUrl: string; downloadUrl: string; startTime: number; endTime: number }[];
  artifacts: { type: string; path: string; contentType: string; fileName: string; zipped: boolean }[];
}

/** An answer of reporting.list. */
export interface TestList {
  resources: ListedTest[];
  metadata: { processingStatus: string; truncated: boolean };
}

/** The tests of the lab; `query` filters them. */
export async function listTests(
  lab: Lab,
  query: Record<string, string> = {},
  token = lab.tokens.automation,
): Promise<TestList> {
  const got = await rest(lab, 'GET', '/export/api/v3/test-executions', { query }, token);
  if (got.status !== 200) throw new TypeError(`the list was refused: ${got.text}`);
  return JSON.parse(got.text) as TestList;
}

/** Runs a script to its end and gives its tests. */
export async function ranTests(
  lab: Lab,
  clock: ManualClock,
  scriptKey: string,
  query: Record<string, string> = phone,
): Promise<ListedTest[]> {
  const { executionId } = await startScript(lab, scriptKey, query);
  await clock.advance(60_000);
  return (await listTests(lab, { 'externalId[0]': executionId })).resources;
}

/** The one test of a script that ran to its end. */
export async function ranTest(
  lab: Lab,
  clock: ManualClock,
  scriptKey: string,
  query: Record<string, string> = phone,
): Promise<ListedTest> {
  const [test] = await ranTests(lab, clock, scriptKey, query);
  if (!test) throw new TypeError(`${scriptKey} left no test`);
  return test;
}

/** Puts a script into the private repository. */
export async function uploadScript(lab: Lab, name: string, content: string): Promise<string> {
  const scriptKey = `PRIVATE:${name}.xml`;
  const got = await rest(lab, 'PUT', `/services/repositories/scripts/${scriptKey}`, {
    query: { operation: 'upload', securityToken: lab.tokens.automation, overwrite: 'true' },
    body: content,
  });
  if (got.status !== 200) throw new TypeError(`the upload was refused: ${got.text}`);
  return scriptKey;
}

/** Follows an absolute address of an answer; it must lead to the lab. */
export function follow(lab: Lab, address: string, token = lab.tokens.automation): Promise<Got> {
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.port !== new URL(lab.url).port) {
    throw new TypeError(`${address} does not lead to ${lab.url}`);
  }
  return rest(lab, 'GET', url.pathname + url.search, {}, token);
}
