import { fill } from '../../invented.ts';
import type { Answer } from '../../server/answer.ts';
import type { Call } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import { filesOf, renderFile } from '../../state/reporting/reporting-files.ts';
import { findTask, isComplete, renderTask, taskFileNames } from '../../state/reporting/reporting-tasks.ts';
import { findTest } from '../../state/reporting/reporting-tests.ts';
import { fileCodeOf, taskCodeOf } from './reporting-address.ts';

/** reporting.video.download: the video behind a downloadUrl, or, to be played, behind a streamingUrl. */
export async function downloadVideo(call: Call): Promise<Answer> {
  return (await testFile(call, true)) ?? refuse(call);
}

/** reporting.artifact.download: an artifact, a picture, or what a task made. */
export async function downloadArtifact(call: Call): Promise<Answer> {
  return (await testFile(call, false)) ?? (await taskFile(call)) ?? refuse(call);
}

async function testFile(call: Call, isVideo: boolean): Promise<Answer | undefined> {
  const { state, parameters } = call;
  const test = findTest(state, parameters.required('owner'));
  if (!test) return undefined;
  const code = parameters.required('code');
  const file = filesOf(state, test).find(
    (candidate) => (candidate.type === 'VIDEO') === isVideo && fileCodeOf(state, test.id, candidate) === code,
  );
  if (!file) return undefined;
  const { contentType, bytes } = await renderFile(state, test, file);
  const answer = { kind: 'file', contentType: isVideo ? 'video/mp4' : contentType, bytes } as const;
  return parameters.flag('stream') ? answer : { ...answer, fileName: file.fileName };
}

async function taskFile(call: Call): Promise<Answer | undefined> {
  const { state, parameters } = call;
  const task = findTask(state, parameters.required('owner'));
  if (!task || !isComplete(state, task) || taskCodeOf(state, task) !== parameters.required('code')) {
    return undefined;
  }
  const rendered = await renderTask(state, task);
  return rendered && { kind: 'file', ...rendered, fileName: taskFileNames[task.kind] };
}

function refuse(call: Call): never {
  const file = call.parameters.required('file');
  throw new Refusal(404, fill(call.state.settings.fileNotFoundText, { file }));
}
