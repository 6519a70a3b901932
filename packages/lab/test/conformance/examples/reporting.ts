import type {
  ExampleCall,
  Examples,
  OperationExample,
  Parameters,
  Permission,
  Stage,
} from '../example-call.ts';
import { textAt } from '../stage.ts';

const deviceId = 'F52F82C4DEMO01';

/** A script whose test shows all that a test can show: browser, checkpoint, failure. */
const script = `<script name="shop"><step name="Open">
  <action name="browser.open"><parameter name="url" value="https://shop.example.com"/></action></step>
  <step name="Check"><action name="text.checkpoint" fails="No welcome"><parameter name="content" value="Welcome"/></action></step>
</script>`;

/** What its run says about itself. */
const context = {
  'param.DUT': deviceId,
  'param.report.jobName': 'mobile-ci',
  'param.report.jobNumber': 42,
  'param.report.jobBranch': 'main',
  'param.report.projectName': 'Shop app',
  'param.report.projectVersion': '3.1',
  'param.report.automationFramework': 'APPIUM',
  'param.report.tags': 'smoke',
  'param.report.customField.Team': 'checkout',
};

/** One processed test of a device with a custom field; gives its execution. */
async function tested(stage: Stage): Promise<string> {
  const item = { repository: 'scripts', repositoryItemKey: 'PRIVATE:shop.xml' };
  await stage.call('repository.upload', item, { file: Buffer.from(script), fileType: 'text/xml' });
  await stage.call('device.update', { deviceId, 'dynamicField.rack': 'A1' });
  const started = await stage.call('script.execute', { scriptKey: 'PRIVATE:shop.xml', ...context });
  await stage.clock.advance(60_000);
  return textAt(started, 'executionId');
}

/** The list with that one test. */
async function listed(stage: Stage): Promise<unknown> {
  const executionId = await tested(stage);
  return stage.call('reporting.list', { version: 'v3', 'externalId[]': [executionId] });
}

async function testId(stage: Stage): Promise<string> {
  return textAt(await listed(stage), 'resources', 0, 'id');
}

/** A running execution. */
async function running(stage: Stage): Promise<string> {
  const started = await stage.call('script.execute', { scriptKey: 'PUBLIC:Samples/login.xml' });
  await stage.clock.advance(1_000);
  return textAt(started, 'executionId');
}

async function toNothing(stage: Stage): Promise<Parameters> {
  await tested(stage);
  return {};
}

const everybody: Permission = { everybody: true };

/** Two orders of a task: one that is answered while it is in the making, one whose file is there at once. */
function ordered(order: Pick<ExampleCall, 'arrange' | 'parameters'>): OperationExample {
  return {
    calls: [
      { shows: 'a task in the making', ...order },
      { shows: 'a complete one', ...order, lab: { settings: { reportTaskMs: 0 } } },
    ],
    permission: everybody,
  };
}

/** Polls of a task that an order of this operation made. */
function polled(order: string, given: (stage: Stage) => Promise<Parameters>, version: Parameters) {
  const arrange = async (stage: Stage): Promise<Parameters> => {
    const task = await stage.call(order, await given(stage));
    await stage.clock.advance(60_000);
    return { ...version, taskId: textAt(task, 'taskId') };
  };
  return { calls: [{ arrange }], permission: everybody } satisfies OperationExample;
}

/** The download of an artifact by its place in the list. */
function downloaded(shows: string, index: number): ExampleCall {
  return {
    shows,
    arrange: async (stage) => ({
      downloadUrl: textAt(await listed(stage), 'resources', 0, 'artifacts', index, 'path'),
    }),
  };
}

const orderedPdf = async (stage: Stage): Promise<Parameters> => ({
  version: 'v3',
  testExecutionId: await testId(stage),
});

const orderedCsv = async (stage: Stage): Promise<Parameters> => ({
  filter: {
    fields: { testExecutionId: [await testId(stage)], startExecutionTime: [stage.clock.now() - 3_600_000] },
  },
});

const othersExecutions = (parameters: Parameters): Permission => ({
  refused: 'other',
  parameters,
  status: 403,
  text: 'User other.bot@example.com is not authorized to see or stop executions of other users',
});

export const examples: Examples = {
  'reporting.list': {
    calls: [
      {
        arrange: async (stage) => ({
          'externalId[]': [await tested(stage), 'another'],
          'startExecutionTime[]': [stage.clock.now() - 3_600_000],
          'endExecutionTime[]': [stage.clock.now()],
        }),
        parameters: {
          version: 'v1',
          'jobName[]': ['mobile-ci', 'other-ci'],
          'jobNumber[]': [41, 42],
          'tags[]': ['smoke'],
          'status[]': ['FAILED'],
          _page: 1,
          _search: '',
          _searchViewAll: false,
        },
      },
      {
        shows: 'a tenant beside the token',
        arrange: toNothing,
        parameters: { version: 'v3', 'Perfecto-TenantId': 'mycloud-perfectomobile-com' },
      },
    ],
    permission: everybody,
  },
  'reporting.commands': {
    calls: [{ arrange: async (stage) => ({ testId: await testId(stage) }), parameters: { version: 'v3' } }],
    permission: everybody,
  },
  'reporting.summaryPdf': {
    calls: [
      {
        shows: 'an execution',
        arrange: async (stage) => ({
          'externalId[]': [await tested(stage)],
          '_timestamp[]': [stage.clock.now()],
        }),
        parameters: { version: 'v1' },
      },
      {
        shows: 'a job',
        arrange: toNothing,
        parameters: { version: 'v3', 'jobName[]': ['mobile-ci'], 'jobNumber[]': [42] },
      },
    ],
    permission: everybody,
  },
  'reporting.testPdf': {
    calls: [{ arrange: async (stage) => ({ testId: await testId(stage) }) }],
    permission: everybody,
  },
  'reporting.testPdfTask.create': ordered({ arrange: orderedPdf }),
  'reporting.testPdfTask.get': polled('reporting.testPdfTask.create', orderedPdf, { version: 'v2' }),
  'reporting.csvTask.create': ordered({ arrange: orderedCsv }),
  'reporting.csvTask.get': polled('reporting.csvTask.create', orderedCsv, {}),
  'reporting.metricsCsvTask.create': ordered({ arrange: orderedCsv }),
  'reporting.video.download': {
    calls: [
      {
        arrange: async (stage) => ({
          downloadUrl: textAt(await listed(stage), 'resources', 0, 'videos', 0, 'downloadUrl'),
        }),
      },
    ],
  },
  'reporting.artifact.download': {
    calls: [downloaded('vitals', 0), downloaded('network', 1), downloaded('device log', 2)],
  },
  'executionManager.search': {
    calls: [
      {
        arrange: async (stage) => ({
          layout: ['id', 'name', 'owner', 'platforms'],
          filter: { fields: { id: [await running(stage)] }, excludedFields: { name: ['checkout'] } },
        }),
      },
    ],
    permission: othersExecutions({ filter: { fields: { owner: ['ci.bot@example.com'] } } }),
  },
  'executionManager.stop': {
    calls: [{ arrange: async (stage) => ({ fields: { id: [await running(stage)] } }) }],
    permission: othersExecutions({ fields: { owner: ['ci.bot@example.com'] } }),
  },
  'reporting.internal.search': {
    calls: [
      {
        arrange: toNothing,
        parameters: {
          filter: {
            fieldNameToSearchFilter: { name: { term: 'shop', exact: false } },
            fields: { tags: ['smoke'] },
            excludedFields: { deviceId: ['F52F82C4DEMO02'] },
          },
          'sort[]': [{ sortBy: 'startTime', sortOrder: 'DESCEND' }],
          skip: 0,
          pageSize: 50,
        },
      },
    ],
    permission: everybody,
  },
  'reporting.internal.commands': {
    calls: [
      {
        arrange: async (stage) => ({ testExecutionId: await testId(stage) }),
        parameters: { includeCommandSummary: true, commandRequestType: 'COMMAND_SUMMARY' },
      },
    ],
    permission: everybody,
  },
  'reporting.internal.metadata': { calls: [{ arrange: toNothing }], permission: everybody },
};
