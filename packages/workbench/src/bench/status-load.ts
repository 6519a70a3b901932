// Fills a lab with executions, then asks for their status over kept connections as fast as it answers.
// Run by lab.ts with LAB_URL and LAB_TOKEN; the lab's authority comes by NODE_EXTRA_CA_CERTS.
import { Pool } from 'undici';
import type { StatusLoad } from './lab.ts';

const { LAB_URL: url = '', LAB_TOKEN: token = '' } = process.env;
const executions = 10_000;
const connections = 16;
const measuredMs = 5_000;

const pool = new Pool(url, { connections, pipelining: 1 });

async function call(path: string, fields: Record<string, string>): Promise<{ status: number; text: string }> {
  const body = new URLSearchParams({ securityToken: token, ...fields }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await pool.request({ method: 'POST', path, headers, body });
  return { status: answer.statusCode, text: await answer.body.text() };
}

async function inTurn(workers: number, work: (index: number) => Promise<boolean>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (await work(next++));
  };
  await Promise.all(Array.from({ length: workers }, worker));
}

const ids: string[] = [];
await inTurn(connections, async (index) => {
  if (index >= executions) return false;
  const { text } = await call('/services/executions', {
    operation: 'execute',
    scriptKey: 'PUBLIC:Samples/login.xml',
  });
  ids.push((JSON.parse(text) as { executionId: string }).executionId);
  return true;
});

const tookMs: number[] = [];
let failed = 0;
const untilMs = performance.now() + measuredMs;
await inTurn(connections, async (index) => {
  const began = performance.now();
  if (began >= untilMs) return false;
  const id = ids[(index * 7919) % ids.length] ?? '';
  const { status, text } = await call(`/services/executions/${encodeURIComponent(id)}`, {
    operation: 'status',
  });
  tookMs.push(performance.now() - began);
  if (status !== 200 || !text.includes(id)) failed += 1;
  return true;
});
await pool.close();

tookMs.sort((a, b) => a - b);
const result: StatusLoad = {
  executions: ids.length,
  callsPerSecond: tookMs.length / (measuredMs / 1000),
  p99Ms: tookMs[Math.floor(tookMs.length * 0.99)] ?? Number.NaN,
  failed,
};
process.stdout.write(JSON.stringify(result));
