import { join } from 'node:path';
import type { CallOptions, FileSource, PerfectoClient, ReportedTest } from '../../src/index.ts';
import { login, openLab, phone, scratchFile, scratchFolder, type OpenLab } from '../open-lab.ts';

/** A client call that is ready to be made, in the format that the operation is asked for in. */
export type ReadyCall = (options: CallOptions) => Promise<unknown>;

/** Makes everything ready that an operation needs, and hands out the call of it. */
export type OperationCall = (world: World) => ReadyCall | Promise<ReadyCall>;

/** The calls of a group by catalogue id. */
export type OperationCalls = Readonly<Record<string, OperationCall>>;

/** A lab of its own for one operation, with clients of its users and what operations are about. */
export class World {
  readonly open: OpenLab;
  /** A user of automation. */
  readonly client: PerfectoClient;
  /** An administrator of the cloud. */
  readonly admin: PerfectoClient;
  /** An administrator of the device lab. */
  readonly labAdmin: PerfectoClient;
  readonly #folder = scratchFolder();

  private constructor(open: OpenLab) {
    this.open = open;
    this.client = open.client;
    this.admin = open.as('admin');
    this.labAdmin = open.as('lab');
  }

  static async create(): Promise<World> {
    return new World(await openLab());
  }

  /** Where a download goes. */
  to(name: string): { path: string } {
    return { path: join(this.#folder, name) };
  }

  /** A small file to be sent. */
  file(name: string): Promise<FileSource> {
    return scratchFile(name, `${name} of a test`);
  }

  /** A script that has just been started on a device. */
  running() {
    return this.client.executions.execute({
      scriptKey: login,
      param: { DUT: phone, round: 1 },
      securedParam: { pin: 'encrypted-pin' },
    });
  }

  /** A script that has run to its end, with its report. */
  async ended() {
    const started = await this.running();
    await this.open.time.advance(60_000);
    return started;
  }

  /** An attachment of an execution whose script leaves one, as `log/device_1.zip`. */
  async attachment(type: string, extension: string) {
    const attachment = `${type}/device_1.${extension}`;
    const step = `<action name="record"><attachment type="${type}" path="${attachment}"/></action>`;
    const script = `<script name="files"><step name="Leave a file">${step}</step></script>`;
    const item = { repository: 'scripts', repositoryItemKey: 'PRIVATE:files.xml' } as const;
    await this.client.repositories.upload(item, await scratchFile('files.xml', script));
    const request = { scriptKey: item.repositoryItemKey, param: { DUT: phone } };
    const { reportKey } = await this.client.executions.execute(request);
    await this.open.time.advance(60_000);
    return { reportKey, attachment };
  }

  /** An execution that takes commands. */
  async session(): Promise<string> {
    return (await this.client.commands.start()).executionId;
  }

  /** A test as Smart Reporting lists it, processed. */
  async reportedTest(): Promise<ReportedTest> {
    const { executionId } = await this.ended();
    const { resources = [] } = await this.client.reporting.list({ externalId: [executionId] });
    const [test] = resources;
    if (!test) throw new TypeError(`the lab lists no test of ${executionId}`);
    return test;
  }

  /** A file in the media area of the legacy repository. */
  async media() {
    const item = { repository: 'media', repositoryItemKey: 'PRIVATE:a.txt' } as const;
    await this.client.repositories.upload(item, await this.file('a.txt'));
    return item;
  }

  /** A file in the v1 repository. */
  async artifact(): Promise<string> {
    const artifactLocator = 'PRIVATE:app.apk';
    const metadata = { artifactLocator, artifactType: 'ANDROID', tags: ['nightly'] } as const;
    await this.client.artifacts.upload(metadata, await this.file('app.apk'));
    return artifactLocator;
  }

  /** A reservation of an hour from now on. */
  async reservation(): Promise<string> {
    const now = this.open.time.now();
    const request = { resourceIds: [phone], startTime: -1, endTime: now + 3_600_000, description: 'a test' };
    const [reservationId] = (await this.client.reservations.create(request)).reservationIds;
    if (reservationId === undefined) throw new TypeError('the lab made no reservation');
    return reservationId;
  }

  /** A schedule that runs each night. */
  async schedule(): Promise<string> {
    const scheduleKey = 'PRIVATE:nightly';
    await this.client.schedules.create({ scheduleKey, recurrence: '0 0 2 * * ?', scriptKey: login });
    return scheduleKey;
  }

  /** A group of users, by its id. */
  async group(): Promise<string> {
    const { group } = await this.admin.groups.create({ label: 'Night shift', description: 'At night' });
    if (group?.id === undefined) throw new TypeError('the lab made no group');
    return group.id;
  }

  /** A group of the v1 API, by its key. */
  async orgGroup(): Promise<string> {
    const { key } = await this.admin.v1.orgGroups.create({ name: 'nightshift', description: 'At night' });
    if (key === undefined) throw new TypeError('the lab made no group');
    return key;
  }

  /** A group of devices, by its name. */
  async deviceGroup(): Promise<string> {
    const name = 'shelf';
    await this.admin.v1.deviceGroups.create({ name, deviceIds: [phone] });
    return name;
  }

  /** A user that somebody made, by the login name. */
  async user(): Promise<string> {
    const email = 'dana@example.com';
    await this.admin.users.create({
      email,
      userPassword: password,
      firstName: 'Dana',
      lastName: 'Reed',
      roles: ['AUTOMATION'],
      'account.tokens': 10,
    });
    return email;
  }
}

/** A password of invented users that no policy minds. */
export const password = 'Not-a-secret-42';
