// Runs a developer command under the workspace's own Node, after installing the workspace if need be.
// Plain JavaScript without dependencies: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const commandsFolder = join(root, 'packages', 'workbench', 'src', 'commands');
const stampFile = join(root, 'node_modules', '.installed-from');
const rootPackage = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const [command, ...args] = process.argv.slice(2);

checkNode();
const script = commandScript();
if (!isInstalled()) install();
run(script);

function checkNode() {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(rootPackage.engines.node).map(Number);
  const [haveMajor, haveMinor] = process.versions.node.split('.').map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  fail(
    `This is Node ${process.versions.node}; ${major}.${minor} or later is needed. Install it from https://nodejs.org and try again.`,
  );
}

function commandScript() {
  const known = readdirSync(commandsFolder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
  if (!known.includes(command)) {
    fail(
      `${command === undefined ? 'No command given' : `Unknown command "${command}"`}. Known: ${known.join(', ')}.`,
    );
  }
  return join(commandsFolder, `${command}.ts`);
}

function isInstalled() {
  return (
    workspaceNode() !== undefined &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === fingerprint()
  );
}

/** SHA-256 over every file that decides what is installed. */
function fingerprint() {
  const members = ['packages', 'actions'].flatMap((folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder))
          .sort()
          .map((name) => `${folder}/${name}/package.json`)
      : [],
  );
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...members]) {
    if (!existsSync(join(root, file))) continue;
    // Without carriage returns, so that a checkout with other line ends is not installed twice.
    hash.update(`${file}\n${readFileSync(join(root, file), 'utf8').replaceAll('\r', '')}\n`);
  }
  return hash.digest('hex');
}

function install() {
  const pnpm = /^pnpm@\d+\.\d+\.\d+/.exec(rootPackage.packageManager ?? '')?.[0];
  if (pnpm === undefined)
    fail('package.json must name the package manager, as in "packageManager": "pnpm@12.21.0".');
  console.error(`Installing the workspace with ${pnpm}; this takes a minute the first time.`);
  rmSync(stampFile, { force: true });
  // npx runs the pinned pnpm already, so pnpm need not look for itself in the registry and the lockfile.
  const line = `npx --yes ${pnpm} install --frozen-lockfile --pm-on-fail=ignore`;
  // By a shell, because on Windows npx is npx.cmd, which nothing else can start. The line is fixed words.
  const { status, error, stdout, stderr } = spawnSync(line, {
    cwd: root,
    env: { ...process.env, CI: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: true,
  });
  if (status !== 0) {
    fail(
      `${stdout ?? ''}${stderr ?? ''}${error === undefined ? '' : `${error.message}\n`}` +
        'The workspace could not be installed; the reason is above. Check that npx works and that the npm registry ' +
        '(or its proxy, HTTPS_PROXY) can be reached, then try again. If the lockfile is said to be outdated, run ' +
        `"npx ${pnpm} install" and commit pnpm-lock.yaml.`,
    );
  }
  if (workspaceNode() === undefined) {
    fail('The install left no Node in node_modules/.bin. Delete node_modules and try again.');
  }
  writeFileSync(stampFile, fingerprint());
}

function workspaceNode() {
  const places = process.platform === 'win32' ? ['node/bin/node.exe', '.bin/node.exe'] : ['.bin/node'];
  return places.map((place) => join(root, 'node_modules', place)).find((path) => existsSync(path));
}

function run(path) {
  const child = spawn(workspaceNode(), [path, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the child as well; a second one would mean "at once" to many programs.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => fail(`${workspaceNode()} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
