import { describe, expect, it } from '@jest/globals';

import { deviceLogText, writeDeviceLog } from '../../src/report/device-log.ts';
import { recordVitals } from '../../src/report/vitals.ts';
import { execution, hostile, iphone, manySteps, node, pixel, startMs, veryLong } from './sample-execution.ts';
import { unzip } from './unzip.ts';

const numbers = (csv: string): number[][] =>
  csv
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));

describe('vitals', () => {
  it('have one row a second from start to end, each with five numbers', () => {
    const rows = numbers(recordVitals(execution(), pixel.deviceId));
    expect(rows.map(([atMs]) => atMs)).toEqual(
      Array.from({ length: 31 }, (_, second) => startMs + second * 1000),
    );
    expect(rows.every((row) => row.length === 5 && row.every(Number.isFinite))).toBe(true);
  });

  it('stay within what a phone can show, and the battery only falls', () => {
    const rows = numbers(recordVitals(execution({ endedAtMs: startMs + 3_600_000 }), pixel.deviceId));
    for (const [, cpu = -1, memory = -1, battery = -1, network = -1] of rows) {
      expect(cpu).toBeGreaterThanOrEqual(1);
      expect(cpu).toBeLessThanOrEqual(100);
      expect(memory).toBeGreaterThanOrEqual(500);
      expect(battery).toBeGreaterThanOrEqual(1);
      expect(network).toBeGreaterThanOrEqual(0);
    }
    const battery = rows.map((row) => row[3] ?? 0);
    expect(battery).toEqual([...battery].sort((a, b) => b - a));
  });

  it('show the processor busy while an action runs', () => {
    const rows = numbers(recordVitals(execution(), pixel.deviceId));
    const mean = (from: number, to: number): number =>
      rows.slice(from, to).reduce((sum, row) => sum + (row[1] ?? 0), 0) / (to - from);
    expect(mean(15, 25)).toBeGreaterThan(mean(28, 31) + 10);
  });

  it('have one row for a run of no length or of a clock that went backwards', () => {
    expect(numbers(recordVitals(execution({ endedAtMs: startMs }), pixel.deviceId))).toHaveLength(1);
    expect(numbers(recordVitals(execution({ endedAtMs: 0 }), pixel.deviceId))).toHaveLength(1);
  });

  it('get longer gaps instead of more than a day of rows', () => {
    const rows = numbers(recordVitals(execution({ endedAtMs: startMs + 10 * 86_400_000 }), pixel.deviceId));
    expect(rows.length).toBeLessThanOrEqual(86_401);
    expect((rows[1]?.[0] ?? 0) - (rows[0]?.[0] ?? 0)).toBe(10_000);
  });

  it('ignore actions outside the run', () => {
    const flow = [
      node({ startedAtMs: 0, endedAtMs: 5 }),
      node({ startedAtMs: startMs * 2, endedAtMs: startMs }),
    ];
    expect(numbers(recordVitals(execution({ flow }), pixel.deviceId))).toHaveLength(31);
  });
});

describe('device log', () => {
  it('is a zip with one text file, dated in UTC', async () => {
    const [file, ...others] = await unzip(await writeDeviceLog(execution(), pixel));
    expect(others).toEqual([]);
    expect(file?.name).toBe('device_log.txt');
    expect(file?.bytes.toString()).toBe(deviceLogText(execution(), pixel));
    // 10:11:42 on 2024-05-06 in the two words of DOS, which count seconds by twos.
    expect(file?.dosDate).toBe(((2024 - 1980) << 9) | (5 << 5) | 6);
    expect(file?.dosTime).toBe((10 << 11) | (11 << 5) | 21);
  });

  it('looks like logcat for Android and like the system log for iOS', () => {
    const android = deviceLogText(execution(), pixel).trimEnd().split('\n');
    expect(android.every((line) => /^05-06 10:1\d:\d\d\.\d{3} \d+ \d+ [DIE] \w+: /.test(line))).toBe(true);
    const ios = deviceLogText(execution(), iphone).trimEnd().split('\n');
    expect(
      ios.every((line) => /^2024-05-06 10:1\d:\d\d\.\d{3} iPhone-14 \w+\[\d+\] <\w+>: /.test(line)),
    ).toBe(true);
  });

  it('says why an action failed, in the order of time', () => {
    const lines = deviceLogText(execution(), pixel).trimEnd().split('\n');
    expect(lines.some((line) => line.includes(' E App: checkpoint.text failed: Welcome was not found'))).toBe(
      true,
    );
    const times = lines.map((line) => line.slice(0, 18));
    expect(times).toEqual([...times].sort());
  });

  it('leaves out what happened on another device', () => {
    const text = deviceLogText(execution(), iphone);
    expect(text).not.toContain('checkpoint.text');
    expect(text.trimEnd().split('\n')).toHaveLength(2);
  });

  it('R28: does not let a name start a line of its own', () => {
    const flow = [node({ name: `x\r\n05-06 forged\n${hostile}`, success: false, description: 'a\nb' })];
    const text = deviceLogText(execution({ flow }), pixel);
    expect(text.split('\n').filter((line) => line.startsWith('05-06 forged'))).toEqual([]);
    expect(text.isWellFormed()).toBe(true);
  });

  it('can be written with very long names, 5,000 steps and times that are no times', async () => {
    const [long] = await unzip(await writeDeviceLog(execution({ flow: [node({ name: veryLong })] }), pixel));
    expect(long?.bytes.length).toBeGreaterThan(veryLong.length);
    expect(deviceLogText(execution({ flow: manySteps(5000) }), pixel).split('\n').length).toBeGreaterThan(
      20_000,
    );
    const [odd] = await unzip(
      await writeDeviceLog(execution({ startedAtMs: 1e300, endedAtMs: Number.NaN }), pixel),
    );
    expect(odd?.dosDate).toBe((1 << 5) | 1);
  });
});
