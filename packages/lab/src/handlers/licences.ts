import { treeAnswer } from '../server/answer.ts';
import type { Answer, Tree } from '../server/answer.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { LicensedType } from '../state/licences.ts';

const types: readonly LicensedType[] = ['DESKTOP', 'SIMULATOR'];

/** The v1 License service. */
export const handlers: Handlers = {
  'license.v1.list': (call) => listOf(call, types),
  'license.v1.byType': (call) => {
    const wanted = call.parameters.required('type').toUpperCase();
    return listOf(
      call,
      types.filter((type) => type === wanted),
    );
  },
};

function listOf(call: Call, wanted: readonly LicensedType[]): Answer {
  return treeAnswer({ licenseList: wanted.flatMap((deviceType) => entriesOf(call, deviceType)) });
}

/** Licences, and minutes when such a package was bought. */
function entriesOf(call: Call, deviceType: LicensedType): Tree[] {
  const { licences, settings } = call.state;
  const { bought, inUse, boughtMinutes, usedMinutes } = licences.of(deviceType);
  const entry = { deviceType, licenses: bought, inUse, available: bought - inUse };
  if (boughtMinutes === 0) return [entry];
  return [
    entry,
    { deviceType, allowedMinutes: boughtMinutes, usedMinutes, description: settings.minutesText },
  ];
}
