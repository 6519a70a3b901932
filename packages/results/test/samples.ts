import type { ExecutionResult, Results, TestCase } from '../src/index.ts';
import { resultsOf } from '../src/index.ts';

export { failingNight, greenNight, labOutageNight, nightDevices, nightMs } from './nights.ts';

export const startedAtMs = 1_714_990_272_345;

/** An execution that passed with a read report, changed where a test needs it. */
export function execution(changes: Partial<ExecutionResult> = {}): ExecutionResult {
  return {
    executionId: 'ci.bot@example.com_login_24-05-06_10_11_12_345',
    scriptName: 'login',
    devices: [{ deviceId: '0123456789ABCDEF', model: 'Pixel 8', os: 'Android', osVersion: '14' }],
    outcome: 'passed',
    state: 'Completed',
    flowEndCode: 'Success',
    startedAtMs,
    endedAtMs: startedAtMs + 58_675,
    cases: [testCase()],
    files: [],
    ...changes,
  };
}

/** The execution without one of its fields. */
export function without(key: keyof ExecutionResult, from: ExecutionResult = execution()): ExecutionResult {
  const rest: Partial<ExecutionResult> = { ...from };
  Reflect.deleteProperty(rest, key);
  return rest as ExecutionResult;
}

export function testCase(changes: Partial<TestCase> = {}): TestCase {
  return {
    name: 'Open the page',
    path: ['login', 'Open the page'],
    outcome: 'passed',
    durationMs: 9400,
    attachments: [],
    ...changes,
  };
}

export function failedCase(name = 'Log in', message = 'Element not found'): TestCase {
  return testCase({
    name,
    path: ['login', name],
    outcome: 'failed',
    failure: { step: `${name} > Tap`, message },
  });
}

export function results(...executions: ExecutionResult[]): Results {
  return resultsOf(executions, startedAtMs);
}

/** Texts that try to leave the place they are put in. */
export const evilTexts = [
  'a | b || c \\| d',
  '`code` ``` ~~~ ```mermaid',
  '</details></summary><script>alert(1)</script>',
  '</pre></code></b><img src=x onerror=alert(1)>',
  '[click](javascript:alert(1)) ![](http://evil.example/x.png)',
  'two\nlines\n\n# heading\n\n- item\n\n| a | b |\r\n\r\n```',
  '"><x y="z" \' &amp; &#124; &lt;',
  ']]> <!-- --> <![CDATA[ <?xml ?> <!DOCTYPE x>',
  '\u0000\u0001\u0008\u000b\u001b[31mred\u001b[0m\u007f\ufffe\uffff \ud800 \udc00',
  '\u202eesrever\u202c \u2028 \u2029 \u0085',
  '**bold** _under_ ~~gone~~ $math$ <https://evil.example> www.evil.example @someone #1',
  'section x :crit, a1, 0d\nclick a1 href "javascript:alert(1)"; %%{init}%%',
  ']](evil)[[ATTACHMENT|/etc/passwd]]',
];
