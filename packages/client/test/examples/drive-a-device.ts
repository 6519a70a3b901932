import type { PerfectoClient } from '@perfecto-actions/client';

/** Opens the settings of a phone and looks for a word. Device and execution are let go whatever happens. */
export async function showsWifi(client: PerfectoClient, deviceId: string) {
  const { result, reportKey } = await client.commands.session(
    { deviceId, scriptName: 'smoke' },
    async (session) => {
      await session.command('application', 'open', { name: 'Settings' });
      const { returnValue } = await session.command('checkpoint', 'text', { content: 'Wi-Fi', timeout: 10 });
      return returnValue === 'true';
    },
  );
  return { showsWifi: result, reportKey };
}
