import type { OperationCalls, World } from './world.ts';

/** Smart Reporting and the execution manager. */
export const reportingCalls: OperationCalls = {
  'reporting.list': async (world) => {
    const { externalId = '' } = await world.reportedTest();
    return (options) => world.client.reporting.list({ externalId: [externalId] }, options);
  },
  'reporting.commands': async (world) => {
    const { id: testId } = await world.reportedTest();
    return (options) => world.client.reporting.commands({ testId }, options);
  },
  'reporting.summaryPdf': async (world) => {
    const { externalId = '' } = await world.reportedTest();
    const request = { externalId: [externalId] };
    return (options) =>
      world.client.reporting.summaryPdf(request, { ...world.to('summary.pdf'), ...options });
  },
  'reporting.testPdf': async (world) => {
    const { id } = await world.reportedTest();
    return (options) => world.client.reporting.testPdf(id, { ...world.to('test.pdf'), ...options });
  },
  'reporting.testPdfTask.create': async (world) => {
    const { id: testExecutionId } = await world.reportedTest();
    return (options) => world.client.reporting.testPdfTask.create({ testExecutionId }, options);
  },
  'reporting.testPdfTask.get': async (world) => {
    const { id: testExecutionId } = await world.reportedTest();
    const taskId = idOf(await world.client.reporting.testPdfTask.create({ testExecutionId }));
    await world.open.time.advance(60_000);
    return (options) => world.client.reporting.testPdfTask.get({ taskId }, options);
  },
  'reporting.csvTask.create': async (world) => {
    const filter = await tests(world);
    return (options) => world.client.reporting.csvTask.create({ filter }, options);
  },
  'reporting.csvTask.get': async (world) => {
    const taskId = idOf(await world.client.reporting.csvTask.create({ filter: await tests(world) }));
    await world.open.time.advance(60_000);
    return (options) => world.client.reporting.csvTask.get(taskId, options);
  },
  'reporting.metricsCsvTask.create': async (world) => {
    const filter = await tests(world);
    return (options) => world.client.reporting.metricsCsvTask.create({ filter }, options);
  },
  'reporting.video.download': async (world) => {
    const { videos = [] } = await world.reportedTest();
    const downloadUrl = videos[0]?.downloadUrl ?? '';
    return (options) =>
      world.client.reporting.downloadVideo(downloadUrl, { ...world.to('video.mp4'), ...options });
  },
  'reporting.artifact.download': async (world) => {
    const { artifacts = [] } = await world.reportedTest();
    const address = artifacts[0]?.path ?? '';
    return (options) =>
      world.client.reporting.downloadArtifact(address, { ...world.to('artifact'), ...options });
  },
  'reporting.internal.search': async (world) => {
    await world.reportedTest();
    return (options) => world.client.reporting.internal.search({ pageSize: 50 }, options);
  },
  'reporting.internal.commands': async (world) => {
    const { id: testExecutionId } = await world.reportedTest();
    return (options) => world.client.reporting.internal.commands({ testExecutionId }, options);
  },
  'reporting.internal.metadata': async (world) => {
    await world.reportedTest();
    return (options) => world.client.reporting.internal.metadata(options);
  },
  'executionManager.search': async (world) => {
    const { executionId } = await world.running();
    const filter = { fields: { id: [executionId] } };
    return (options) => world.client.executionManager.search({ filter }, options);
  },
  'executionManager.stop': async (world) => {
    const { executionId } = await world.running();
    return (options) => world.client.executionManager.stop({ fields: { id: [executionId] } }, options);
  },
};

async function tests(world: World): Promise<{ fields: { testExecutionId: string[] } }> {
  const { id } = await world.reportedTest();
  return { fields: { testExecutionId: [id] } };
}

function idOf({ taskId }: { taskId?: string }): string {
  if (taskId === undefined) throw new TypeError('the task has no id');
  return taskId;
}
