import type { PerfectoClient } from '../../src/index.ts';
import type { OperationCalls } from './world.ts';

type Download = Exclude<keyof PerfectoClient['reports'], 'download' | 'attachments'>;

/** Reports of executions and their attachments. */
export const reportCalls: OperationCalls = {
  'report.download': async (world) => {
    const { reportKey } = await world.ended();
    return (options) =>
      world.client.reports.download({ reportKey, format: 'pdf' }, { ...world.to('report.pdf'), ...options });
  },
  'report.attachments': async (world) => {
    const { reportKey } = await world.ended();
    return (options) => world.client.reports.attachments({ reportKey }, options);
  },
  'report.image': download('image', 'png', 'image'),
  'report.video': download('video', 'mp4', 'video'),
  'report.network': download('network', 'pcap', 'network'),
  'report.monitor': download('monitor', 'csv', 'vitals'),
  'report.log': download('log', 'zip', 'log'),
  'report.transactions': download('transactions', 'json', 'transactions'),
  'report.audioText': download('audioText', 'txt', 'audioText'),
  'report.accessibility': download('accessibility', 'json', 'accessibility'),
};

function download(type: string, extension: string, method: Download): OperationCalls[string] {
  return async (world) => {
    const request = await world.attachment(type, extension);
    return (options) => world.client.reports[method](request, { ...world.to(method), ...options });
  };
}
