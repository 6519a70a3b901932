import { Command, InvalidArgumentError } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import { fastClock } from './clock.ts';
import type { Lab, LabOptions } from './lab.ts';
import { scenarios } from './generated/assets.ts';
import { ScenarioError } from './scenario/read-scenario.ts';
import { ListenError } from './server/listener.ts';
import { requestLogFile } from './server/request-log-file.ts';
import { startLab } from './start-lab.ts';
import { DataDirectoryError } from './state/store/persistence.ts';

interface Flags {
  port: number;
  httpPort: number;
  host: string;
  cloud: string;
  dataDir?: string;
  scenario: string;
  speed: number;
  requestLog?: string;
  json: boolean;
}

/** The command line of `perfecto-lab`. Resolves when the lab has stopped; the exit code is set. */
export async function runCli(argv: readonly string[]): Promise<void> {
  const command = new Command('perfecto-lab')
    .description('A local Perfecto cloud: speaks its HTTPS API, without a licence and without a device.')
    .option('--port <number>', 'HTTPS port; 0 takes a free one', wholeNumber, 8443)
    .option(
      '--http-port <number>',
      'port that refuses plain HTTP as the cloud does; 0 takes a free one',
      wholeNumber,
      0,
    )
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--cloud <name>', 'name of the cloud', 'mycloud')
    .option('--data-dir <folder>', 'keep the state there, across restarts')
    .option(
      '--scenario <file>',
      `scenario file, or the name of a shipped one: ${Object.keys(scenarios).join(', ')}`,
      'default',
    )
    .option('--speed <factor>', "run the lab's clock so many times as fast as real time", factor, 1)
    .option('--request-log <file>', 'append each request to this file, one line of JSON')
    .option('--json', 'print one line of JSON when ready', false);
  command.parse([...argv], { from: 'user' });
  const flags = command.opts<Flags>();
  if (process.env['npm_command'] === 'exec') endWithParent();
  // Before anything is printed: whoever reads the line may send the signal at once.
  const stopped = stopSignal();
  let lab: Lab;
  try {
    lab = await startLab(optionsOf(flags));
  } catch (error) {
    if (!isExpected(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(flags.json ? jsonLine(lab) : readableBlock(lab));
  await stopped;
  await lab.close();
}

/** npx runs the lab below a shell that hands no signal on: when whoever started it is gone, the lab has to go too. */
function endWithParent(): void {
  const parent = Number(process.env['PERFECTO_LAB_PARENT'] ?? process.ppid);
  setInterval(() => {
    if (!isAlive(parent)) process.kill(process.pid, 'SIGTERM');
  }, 250).unref();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function isExpected(error: unknown): error is Error {
  return (
    error instanceof ListenError || error instanceof ScenarioError || error instanceof DataDirectoryError
  );
}

function optionsOf(flags: Flags): LabOptions {
  return {
    port: flags.port,
    httpPort: flags.httpPort,
    hostname: flags.host,
    cloud: flags.cloud,
    scenario: existsSync(flags.scenario) ? readFileSync(flags.scenario, 'utf8') : shippedName(flags.scenario),
    ...(flags.dataDir === undefined ? {} : { dataDir: flags.dataDir }),
    ...(flags.requestLog === undefined ? {} : { onRequest: requestLogFile(flags.requestLog) }),
    ...(flags.speed === 1 ? {} : { clock: fastClock(flags.speed) }),
  };
}

function shippedName(scenario: string): string {
  if (/^[a-z][a-z-]*$/.test(scenario)) return scenario;
  throw new ScenarioError([`there is no file "${scenario}"`]);
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535)
    throw new InvalidArgumentError('Expected a port from 0 to 65535.');
  return number;
}

function factor(text: string): number {
  const number = Number(text);
  if (!(number > 0) || number > 100_000)
    throw new InvalidArgumentError('Expected a number above 0, up to 100000.');
  return number;
}

function jsonLine(lab: Lab): string {
  const { url, httpUrl, caFile, tokens, cloud } = lab;
  const line = {
    url,
    httpUrl,
    caFile,
    token: tokens.automation,
    adminToken: tokens.admin,
    cloud,
    pid: process.pid,
  };
  return `${JSON.stringify(line)}\n`;
}

function readableBlock(lab: Lab): string {
  const { url, httpUrl, caFile, tokens, users } = lab;
  const lines = [
    'The Perfecto lab is ready.',
    '',
    `  Cloud address   ${url}`,
    `  Plain HTTP      ${httpUrl}  (refuses everything, as the cloud does)`,
    `  CA file         ${caFile}`,
    `  Console         ${url}/`,
    '',
    '  Security tokens (invented, no secrets)',
    `    automation    ${tokens.automation}  (${users.automation.name})`,
    `    admin         ${tokens.admin}  (${users.admin.name})`,
    `    lab admin     ${tokens.lab}  (${users.lab.name})`,
    `    other user    ${tokens.other}  (${users.other.name})`,
    `    user admin    ${tokens.userAdmin}  (${users.userAdmin.name})`,
    `    no role       ${tokens.noRole}  (${users.noRole.name})`,
    '',
    'Try:',
    `  curl --cacert ${caFile} "${url}/services/handsets?operation=list&securityToken=${tokens.automation}"`,
    '',
    'Stop with Ctrl+C.',
  ];
  return `${lines.join('\n')}\n`;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      resolve();
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
}
