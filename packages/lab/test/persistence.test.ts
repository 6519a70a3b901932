import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataDirectoryError, ManualClock, startLab, type Lab } from '../src/index.ts';
import { android, sessionOf, startSession, uploadMedia } from './command-client.ts';
import { json, member, send, services } from './lab-client.ts';

const program = fileURLToPath(new URL('../bin/perfecto-lab.mjs', import.meta.url));
const token = 'lab-automation-token-not-a-secret';
const folders: string[] = [];
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lab test '));
  folders.push(folder);
  return folder;
}

interface Ready {
  url: string;
  caFile: string;
}

function spawnLab(args: string[]): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = spawn(process.execPath, [program, '--port', '0', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      if (text.endsWith('\n')) resolve({ child, ready: JSON.parse(text) as Ready });
    });
    child.on('exit', (code) => {
      reject(new RangeError(`the lab ended with ${String(code)}`));
    });
  });
}

describe('a data directory', () => {
  it('keeps all that was acknowledged through a kill -9', async () => {
    const folder = newFolder();
    const first = await spawnLab(['--data-dir', folder]);
    const query = { securityToken: token };
    const upload = await send(first.ready, '/services/repositories/media/PRIVATE:a.apk', {
      method: 'PUT',
      query: { ...query, operation: 'upload' },
      body: Buffer.alloc(200_000, 'x'),
    });
    expect(upload.status).toBe(200);
    const { executionId } = json(
      await send(first.ready, '/services/executions', {
        query: { ...query, operation: 'execute', scriptKey: 'PUBLIC:Samples/login.xml' },
      }),
    ) as { executionId: string };
    const endTime = String(Date.now() + 600_000);
    await send(first.ready, '/services/reservations', {
      query: { ...query, operation: 'create', resourceIds: 'F52F82C4DEMO05', startTime: '-1', endTime },
    });
    const ended = new Promise((resolve) => first.child.on('exit', resolve));
    first.child.removeAllListeners('exit');
    first.child.on('exit', () => undefined);
    const gone = new Promise((resolve) => first.child.once('close', resolve));
    first.child.kill('SIGKILL');
    await Promise.race([ended, gone]);

    const second = await spawnLab(['--data-dir', folder, '--speed', '1000']);
    const bytes = await send(second.ready, '/services/repositories/media/PRIVATE:a.apk', {
      query: { ...query, operation: 'download' },
    });
    expect(bytes.bytes.equals(Buffer.alloc(200_000, 'x'))).toBe(true);
    const status = () =>
      send(second.ready, `/services/executions/${executionId}`, { query: { ...query, operation: 'status' } });
    // The execution goes on where it was; at a thousand times the speed it is over at once.
    while (member(await status(), 'completed') !== 'true')
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(member(await status(), 'flowEndCode')).toBe('Success');
    const reservations = await send(second.ready, '/services/reservations', {
      query: { ...query, operation: 'list' },
    });
    expect(
      (json(reservations) as { reservations: { resourceId: string }[] }).reservations[0]?.resourceId,
    ).toBe('F52F82C4DEMO05');
  });

  it('writes a snapshot at the end and starts from it', async () => {
    const folder = newFolder();
    const clock = new ManualClock();
    const first = await startLab({ dataDir: folder, clock });
    first.state.devices.all.patch('F52F82C4DEMO01', { description: 'marked' });
    writeFileSync(join(folder, 'files', 'half-an-upload'), 'x');
    await first.close();
    expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8')).toBe('');
    const second = await startLab({ dataDir: folder, clock });
    expect(second.state.devices.find('F52F82C4DEMO01')?.description).toBe('marked');
    expect(second.state.devices.all.size).toBe(34);
    expect(readdirSync(join(folder, 'files'))).toHaveLength(second.state.repository.all.size);
    await second.close();
  });

  it('gives the same state when a journal is replayed over a snapshot that holds it already', async () => {
    const folder = newFolder();
    const clock = new ManualClock();
    const first = await startLab({ dataDir: folder, clock });
    const { reservations } = first.state;
    const times = {
      startMs: clock.now(),
      endMs: clock.now() + 1000,
      reservedTo: 'a',
      reservedBy: 'a',
      description: '',
    };
    const kept = reservations.create({ deviceId: 'A', ...times });
    reservations.all.remove(reservations.create({ deviceId: 'B', ...times }).id);
    reservations.all.patch(kept.id, { description: 'changed' });
    const journal = readFileSync(join(folder, 'journal.jsonl'));
    await first.close();
    writeFileSync(join(folder, 'journal.jsonl'), journal);
    const second = await startLab({ dataDir: folder, clock });
    expect([...second.state.reservations.all.values()]).toMatchObject([
      { id: kept.id, description: 'changed' },
    ]);
    await second.close();
  });

  it('furnishes the lab the next time when it was killed in the middle of that', async () => {
    const whole = newFolder();
    const first = await startLab({ dataDir: whole, clock: new ManualClock() });
    const journal = readFileSync(join(whole, 'journal.jsonl'), 'utf8').split('\n');
    const scriptsOf = (lab: Lab) => [...lab.state.repository.all.values()].map(({ id }) => id).sort();
    const expected = [first.state.devices.all.size, first.state.users.all.size, scriptsOf(first)];
    await first.close();
    for (let lines = 1; lines < journal.length; lines += 7) {
      const cut = newFolder();
      writeFileSync(join(cut, 'journal.jsonl'), `${journal.slice(0, lines).join('\n')}\n`);
      cpSync(join(whole, 'files'), join(cut, 'files'), { recursive: true });
      const second = await startLab({ dataDir: cut, clock: new ManualClock() });
      expect([second.state.devices.all.size, second.state.users.all.size, scriptsOf(second)]).toEqual(
        expected,
      );
      await second.close();
    }
  });

  it('brings back no sample script that was deleted', async () => {
    const options = { dataDir: newFolder(), clock: new ManualClock() };
    const first = await startLab(options);
    const [sample] = first.state.repository.all.values();
    if (sample) first.state.repository.remove(sample);
    await first.close();
    const second = await startLab(options);
    expect(second.state.repository.all.get(sample?.id ?? '')).toBeUndefined();
    await second.close();
  });

  it('writes a snapshot in time, too, when it is killed again and again before the journal is full', async () => {
    const options = { dataDir: newFolder(), clock: new ManualClock() };
    await (await startLab(options)).close();
    const path = join(options.dataDir, 'journal.jsonl');
    writeFileSync(path, `${JSON.stringify({ c: 'counters', id: 'any', put: { next: 1 } })}\n`.repeat(19_999));
    const lab = await startLab(options);
    lab.state.devices.all.patch('F52F82C4DEMO01', { description: 'changed' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(10);
    expect(lab.state.store.collection<{ next: number }>('counters').get('any')).toEqual({ next: 1 });
    await lab.close();
  });

  it('leaves one item, with its bytes, when it was killed in the middle of a move', async () => {
    const whole = newFolder();
    const clock = new ManualClock();
    const first = await startLab({ dataDir: whole, clock });
    await uploadMedia(first, 'PRIVATE:a.apk');
    await clock.advance(1000);
    await services(first, 'repositories/media/PRIVATE:a.apk', 'move', { repositoryKey: 'PRIVATE:b.apk' });
    const journal = readFileSync(join(whole, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
    expect(journal.at(-1)).toMatch(/a\.apk.*"remove":true/);
    const cut = newFolder();
    writeFileSync(join(cut, 'journal.jsonl'), `${journal.slice(0, -1).join('\n')}\n`);
    cpSync(join(whole, 'files'), join(cut, 'files'), { recursive: true });
    await first.close();
    const second = await startLab({ dataDir: cut, clock });
    const list = await services(second, 'repositories/media', 'list');
    expect(member(list, 'items')).toEqual(['PRIVATE:b.apk']);
    expect((await services(second, 'repositories/media/PRIVATE:b.apk', 'download')).text).toBe('bytes');
    await second.close();
  });

  it.each([
    ['leaves out', false, 1],
    ['makes up for', true, 2],
  ])('keeps schedules going, and %s a run that was missed', async (_what, makesUpMissedRuns, runs) => {
    const options = { dataDir: newFolder(), settings: { makesUpMissedRuns } };
    const day = 24 * 3_600_000;
    const before = new ManualClock();
    const first = await startLab({ ...options, clock: before });
    const created = await services(first, 'schedules', 'create', {
      scheduleKey: 'PRIVATE:nightly',
      recurrence: '0 0 2 * * ?',
      scriptKey: 'PUBLIC:Samples/login.xml',
      'securedParam.pin': 'GEHEIM-not-a-secret',
    });
    expect(created.status).toBe(200);
    await first.close();
    expect(readFileSync(join(options.dataDir, 'state.json'), 'utf8')).not.toContain('GEHEIM');
    // Down over the night at two and up again the next noon; the night after that it runs again.
    const after = new ManualClock(before.now() + day);
    const second = await startLab({ ...options, clock: after });
    await after.advance(day);
    expect(second.state.executions.all.size).toBe(runs);
    expect([...second.state.schedules.all.values()]).toMatchObject([{ runs, name: 'nightly' }]);
    await second.close();
  });

  it('keeps command executions and what they made of a device', async () => {
    const options = { dataDir: newFolder() };
    const clock = new ManualClock();
    const first = await startLab({ ...options, clock });
    const before = await startSession(first, android);
    await uploadMedia(first, 'PRIVATE:a.apk');
    await before.run('application.install', { file: 'PRIVATE:a.apk' });
    await before.run('media.put', { repositoryFile: 'PRIVATE:a.apk', handsetFile: '/sdcard/a.apk' });
    await before.run('timer.start', { timerId: 'login' });
    await before.run('monitor.start');
    await first.close();

    await clock.advance(60_000);
    const second = await startLab({ ...options, clock });
    const after = sessionOf(second, before.executionId, before.reportKey, second.tokens.automation);
    expect((await after.run('application.find', { name: 'a' }))['returnValue']).toBe('true');
    expect((await after.run('timer.info', { timerId: 'login' }))['returnValue']).toBe('60000');
    await after.run('media.get', { handsetFile: '/sdcard/a.apk', repositoryFile: 'PRIVATE:b.apk' });
    const got = await services(second, 'repositories/media/PRIVATE:b.apk', 'download');
    expect(got.text).toBe('bytes');
    await after.end();
    const report = await services(second, `reports/${before.reportKey}`, 'download', { format: 'csv' });
    expect(report.text.match(/^,/gm)).toHaveLength(8);
    expect(report.text).toContain('vitals/monitor_5.csv');
    await second.close();
  });

  it('ends command executions that lay idle while the lab was down', async () => {
    const options = { dataDir: newFolder() };
    const first = await startLab({ ...options, clock: new ManualClock() });
    const { executionId } = await startSession(first, android);
    await first.close();
    const clock = new ManualClock(Date.UTC(2024, 4, 7));
    const second = await startLab({ ...options, clock });
    await clock.advance(0);
    expect(second.state.devices.find(android)?.session).toBeNull();
    expect(second.state.executions.get(executionId)?.flowEndCode).toBe('Unknown');
    await second.close();
  });

  it('drops a line that a kill cut off, and goes on after it', async () => {
    const folder = newFolder();
    const clock = new ManualClock();
    await (await startLab({ dataDir: folder, clock })).close();
    appendFileSync(join(folder, 'journal.jsonl'), '{"c":"devices","id":"F52F82C4DEMO01","patch":{"descri');
    const second = await startLab({ dataDir: folder, clock });
    second.state.devices.all.patch('F52F82C4DEMO02', { description: 'after' });
    const third = await startLab({ dataDir: folder, clock });
    expect(third.state.devices.find('F52F82C4DEMO02')?.description).toBe('after');
    await third.close();
    await second.close();
  });

  it.each([
    ['damaged', 'state.json', '{"version":1'],
    ['of another version', 'state.json', '{"version":7}'],
    ['damaged in the middle', 'journal.jsonl', 'nonsense\n'],
  ])('that is %s is refused with its name', async (_what, file, text) => {
    const folder = newFolder();
    writeFileSync(join(folder, file), text);
    const start = startLab({ dataDir: folder });
    await expect(start).rejects.toThrow(DataDirectoryError);
    await expect(start).rejects.toThrow(file);
  });
});

describe('the command line', () => {
  const run = (args: string[]): Promise<{ code: number | null; stderr: string }> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
      children.push(child);
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
      child.on('close', (code) => {
        resolve({ code, stderr });
      });
    });

  it.each(['SIGTERM', 'SIGINT'] as const)('prints one JSON line and ends cleanly on %s', async (signal) => {
    const { child, ready } = await spawnLab([]);
    expect(ready).toEqual({
      url: expect.stringMatching(/^https:\/\/localhost:\d+$/),
      httpUrl: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      caFile: expect.any(String),
      token,
      adminToken: 'lab-admin-token-not-a-secret',
      cloud: 'mycloud',
      pid: child.pid,
    });
    expect(existsSync(ready.caFile)).toBe(true);
    child.removeAllListeners('exit');
    const code = await new Promise((resolve) => {
      child.on('exit', resolve);
      child.kill(signal);
    });
    expect(code).toBe(0);
    expect(existsSync(ready.caFile)).toBe(false);
  });

  it('says in one sentence that a port is in use', async () => {
    const { ready } = await spawnLab([]);
    const { port } = new URL(ready.url);
    const { code, stderr } = await run(['--port', port]);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `Port ${port} on 127.0.0.1 is in use. Stop what listens there, or choose another port (0 takes a free one).\n`,
    );
  });

  it.each([
    [['--port', '99999'], 'Expected a port'],
    [['--speed', '0'], 'Expected a number above 0'],
    [['--scenario', 'no/such/file.yaml'], 'there is no file "no/such/file.yaml"'],
    [['--scenario', 'sunny'], 'no scenario is shipped'],
    [['--colour', 'red'], 'unknown option'],
  ])('refuses %j', async (args, text) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(1);
    expect(stderr).toContain(text);
  });
});
