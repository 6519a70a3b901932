import type { LabState } from '../state/lab-state.ts';
import { textReply } from '../server/reply.ts';
import type { RequestLog } from '../server/request-log.ts';
import type { LabRequest } from '../server/request.ts';
import { consolePage } from '../generated/assets.ts';
import type { PageReply } from './page-reply.ts';
import { consoleState } from './console-state.ts';
import { recordingAt } from './recordings.ts';
import { testPageAt } from './test-page.ts';

/**
 * Serves what belongs to the lab and not to the API of a cloud: the console at `/` and its data, recordings, and the
 * page of a test. None shows a secret.
 */
export function ownPages(state: LabState, log: RequestLog): (request: LabRequest) => PageReply | undefined {
  return (request) => {
    if (request.method !== 'GET') return undefined;
    if (request.path === '/') return textReply(200, 'text/html; charset=utf-8', consolePage);
    if (request.path === '/lab/state.json') {
      return textReply(200, 'application/json', JSON.stringify(consoleState(state, log)));
    }
    return recordingAt(request.path, state) ?? testPageAt(request.segments, state);
  };
}
