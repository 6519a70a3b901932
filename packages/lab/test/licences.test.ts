import { describe, expect, it } from '@jest/globals';
import { json, rest, userMessage } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const path = '/enforcement/api/v1/usageInfo/licenses';

describe('licences', () => {
  it('are listed by device type, with minutes where such a package was bought', async () => {
    const { lab } = await openLab();
    lab.state.licences.use.put('DESKTOP', { inUse: 1, usedMinutes: 7 });
    expect(json(await rest(lab, 'GET', path))).toEqual({
      licenseList: [
        { deviceType: 'DESKTOP', licenses: 5, inUse: 1, available: 4 },
        {
          deviceType: 'DESKTOP',
          allowedMinutes: 120,
          usedMinutes: 7,
          description: 'Minutes for runs above the number of licences.',
        },
        { deviceType: 'SIMULATOR', licenses: 2, inUse: 0, available: 2 },
      ],
    });
  });

  it('are shown for one type, in any case', async () => {
    const { lab } = await openLab();
    expect(json(await rest(lab, 'GET', `${path}/simulator`))).toEqual({
      licenseList: [{ deviceType: 'SIMULATOR', licenses: 2, inUse: 0, available: 2 }],
    });
  });

  it('are not sold for a type nobody knows', async () => {
    const { lab } = await openLab();
    const got = await rest(lab, 'GET', `${path}/FRIDGE`);
    expect([got.status, userMessage(got)]).toEqual([400, "Invalid value 'FRIDGE' for parameter 'type'"]);
  });
});

describe('the present user and tenant', () => {
  it('are those of the token', async () => {
    const { lab } = await openLab();
    const user = '/user-management-webapp/rest/v1/user-management/current';
    expect(json(await rest(lab, 'GET', user, {}, lab.tokens.noRole))).toEqual({
      username: 'nora@example.com',
      firstName: 'Nora',
      lastName: 'Norole',
    });
    const tenant = '/tenant-management-webapp/rest/v1/tenant-management/tenants/current';
    expect(json(await rest(lab, 'GET', tenant))).toEqual({
      gridUrl: 'https://mycloud.perfectomobile.com/nexperience/perfectomobile/wd/hub',
      awsRegion: 'us-east-1',
    });
    expect((await rest(lab, 'GET', user, {}, 'wrong')).status).toBe(401);
  });
});
