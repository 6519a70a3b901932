import { describe, expect, it } from '@jest/globals';
import { isIntended } from '../src/leaks/intended.ts';

const outputs = (stage: string): string => `${stage}: file /temp/_runner_file_commands/set_output_1-a`;
const labState = 'start-lab main: file /temp/lab/state/journal.jsonl';

/** Whether a secret is let stand at the place that the text marks by SECRET. */
function isLet(place: string, text: string): boolean {
  const content = Buffer.from(text.replace('SECRET', 'invented-not-a-secret'));
  return isIntended(place, content, Buffer.byteLength(text.slice(0, text.indexOf('SECRET'))));
}

const upload = '/services/repositories/media/PRIVATE:a?operation=upload';
const signed = 'http://127.0.0.1:1/blobs/actions-results/a.zip?sv=1&sp=cw&sig=';

describe('a secret that has to be where it is', () => {
  it.each<[string, string, string]>([
    [
      'the token of a legacy upload',
      'requests',
      `PUT ${upload}&securityToken=SECRET&overwrite=true\nhost: a`,
    ],
    ['the password of one', 'requests', `PUT ${upload}&user=dana&password=SECRET`],
    ['the password of a login', 'requests', 'POST /users/api/v1/auth/tokens?user=dana&password=SECRET'],
    [
      'the signature of an address',
      'requests',
      'PUT /blobs/actions-results/a.zip?sv=1&sig=SECRET&comp=block',
    ],
    [
      'the same when it is shown',
      'fetch-report main: lines',
      `a\n::debug::{%0A  "signed_upload_url": "${signed}SECRET"%0A}`,
    ],
    [
      'the token of a lab as an output',
      outputs('start-lab main'),
      'cloud<<ghadelimiter_1\nb\nghadelimiter_1\nadmin-token<<ghadelimiter_2\nSECRET\nghadelimiter_2\n',
    ],
    ['the same in its state', labState, '{"put":{"name":"a","token":"SECRET"}}'],
    [
      'a token that was asked for',
      outputs('call-api main of token.v1.generate'),
      'response<<ghadelimiter_2\n"SECRET"\nghadelimiter_2\n',
    ],
  ])('is let stand: %s', (_, place, text) => {
    expect(isLet(place, text)).toBe(true);
  });

  it.each<[string, string, string]>([
    ['another parameter of a legacy upload', 'requests', `PUT ${upload}&securityToken=a&tag=SECRET`],
    ['its key', 'requests', 'PUT /services/repositories/media/SECRET?operation=upload&securityToken=a'],
    [
      'a token in an address that is none of an upload',
      'requests',
      'GET /services/executions?operation=list&securityToken=SECRET',
    ],
    [
      'a header below the address of an upload',
      'requests',
      `PUT ${upload}&securityToken=a\ncookie: securityToken=SECRET`,
    ],
    ['the user of a login', 'requests', 'POST /users/api/v1/auth/tokens?user=SECRET&password=a'],
    [
      'a signed address but for its signature',
      'requests',
      'PUT /blobs/actions-results/SECRET.zip?sv=1&sig=a',
    ],
    [
      'a token in a line with a signed address',
      'fetch-report main: lines',
      `::debug::{"token": "SECRET", "signed_upload_url": "${signed}a"}`,
    ],
    [
      'the same behind it',
      'fetch-report main: lines',
      `::debug::{"signed_upload_url": "${signed}a", "name": "x&sig=SECRET"}`,
    ],
    [
      'a signed address that is no message for debugging',
      'fetch-report main: lines',
      `"signed_upload_url": "${signed}SECRET"`,
    ],
    [
      'a signed address of another action',
      'upload-app main: lines',
      `::debug::"signed_url": "${signed}SECRET"`,
    ],
    [
      'another output of start-lab',
      outputs('start-lab main'),
      'request-log<<ghadelimiter_2\nSECRET\nghadelimiter_2\n',
    ],
    [
      'a longer output of start-lab',
      outputs('start-lab main'),
      'admin-token<<ghadelimiter_2\nhttps://a/?SECRET\nghadelimiter_2\n',
    ],
    ['another member of a lab’s state', labState, '{"put":{"token":"a","name":"SECRET"}}'],
    [
      'a text that another operation answered',
      outputs('call-api main of device.list'),
      'response<<ghadelimiter_2\n"SECRET"\nghadelimiter_2\n',
    ],
    [
      'another output than the answer',
      outputs('call-api main of token.v1.generate'),
      'execution-id<<ghadelimiter_2\n"SECRET"\nghadelimiter_2\n',
    ],
    ['a token that was asked for, in the log', 'call-api main of token.v1.generate: lines', '"SECRET"'],
  ])('is a leak: %s', (_, place, text) => {
    expect(isLet(place, text)).toBe(false);
  });
});
