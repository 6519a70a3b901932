// Weighs running executions: the heap of a lab before and after it starts one on each of very many devices.
// Run by lab.ts with --expose-gc.
import { ManualClock, readScenario, startLab } from '@perfecto-actions/lab';
import { PerfectoClient } from '@perfecto-actions/client';
import { readFileSync } from 'node:fs';
import type { ExecutionMemory } from './lab.ts';

const count = 2_000;
const devices = Array.from({ length: count }, (_, index) => `  - { deviceId: BENCH${index}, model: Bench }`);
const scenario = `devices:\n${devices.join('\n')}\nscripts: [{ match: '*', duration: 48h }]\n`;
const clock = new ManualClock();
const lab = await startLab({ clock, scenario: readScenario(scenario) });
const client = new PerfectoClient({
  cloud: lab.url,
  securityToken: lab.tokens.automation,
  ca: readFileSync(lab.caFile, 'utf8'),
});

async function start(deviceId: string): Promise<void> {
  await client.executions.execute({ scriptKey: 'PUBLIC:Samples/login.xml', param: { DUT: deviceId } });
}

// One of each kind first, so that what is made once is not weighed.
await start('F52F82C4DEMO01');
const before = heapBytes();
for (let index = 0; index < count; index += 1) await start(`BENCH${index}`);
await clock.advance(60_000);
const running = [...lab.state.executions.all.values()].filter(({ status }) => status === 'Running').length;
// The log of requests is bounded by itself and no part of an execution.
(lab.requests as unknown[]).splice(0);
const result: ExecutionMemory = { executions: running, bytesEach: (heapBytes() - before) / running };
process.stdout.write(JSON.stringify(result));
await client.close();
await lab.close();

function heapBytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
