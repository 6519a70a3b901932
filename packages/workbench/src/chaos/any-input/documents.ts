import fc from 'fast-check';
import { readScenario, ScenarioError, type Scenario } from '@perfecto-actions/lab';
import { parseResults, PolicyError, ResultsError } from '@perfecto-actions/results';
import { parsePolicy } from '@perfecto-actions/results/policy';
import { parseDocument, stringify } from 'yaml';
import { corpusTexts } from './corpus.ts';
import { demand, property, readOrRefuse, type Property } from './property.ts';
import { anyJsonText, anyText, anyTree, damaged } from './texts.ts';

const goodPolicies = [
  'min-pass-rate: 95\nmin-tests: 3\nmax-new-failures: 0\nmax-duration: 1h30m\nfail-on: [failed, inconclusive]\n',
  'require: { devices: [Pixel 8], scripts: [login] }\nallow-inconclusive: 1\n',
  'known-failures:\n  - { script: login, case: Pay, device: iPad, reason: known, expires: 2027-01-31 }\n',
];
const policyKeys = [
  ...['min-pass-rate', 'min-tests', 'max-new-failures', 'require', 'known-failures', 'allow-inconclusive'],
  ...['max-duration', 'fail-on', 'devices', 'scripts', 'script', 'case', 'device', 'reason', 'expires'],
];

const goodScenarios = [
  'devices: [{ deviceId: A, model: Pixel 8, os: Android, status: Connected, roles: [x] }]\nallocation: { busy: [A] }\n',
  'users: [{ name: a@example.com, roles: [ADMIN], password: invented-not-a-secret, status: ACTIVE }]\n',
  "scripts:\n  - match: '*'\n    duration: 5s\n    outcome: failed\n    failing-step: 2\n    per-device: { 'Pixel.*': { outcome: passed } }\n",
  'faults:\n  - { kind: status, status: 503, retry-after: 3, headers: { X-A: b }, operation: script.status, times: 2 }\n  - { kind: drip, bytes-per-second: 10 }\n  - { kind: clock-skew, skew: -2h }\n',
  'reports: { delay: 3s }\nsettings: { notFoundStatus: 404 }\nscreens: [{ match: Pixel, texts: [Hello] }]\ncommands: [{ match: a, flowEndCode: FAILED }]\n',
];
const scenarioKeys = [
  ...[
    'devices',
    'users',
    'scripts',
    'reports',
    'screens',
    'commands',
    'applications',
    'allocation',
    'faults',
    'settings',
  ],
  ...[
    'deviceId',
    'name',
    'match',
    'per-device',
    'kind',
    'status',
    'headers',
    'retry-after',
    'path',
    'duration',
    'delay',
  ],
];

/** Documents that people write or that jobs hand on: YAML and JSON. */
export function documentProperties(): Property[] {
  return [
    property(
      'policy: a text is a policy or a PolicyError, and the policy is in its bounds',
      fc.oneof(anyText, damaged(goodPolicies), anyYaml(policyKeys)),
      async (text) => {
        const policy = await readOrRefuse(
          () => parsePolicy(text),
          (error) => error instanceof PolicyError,
        );
        if (policy === undefined) return;
        const { minPassRate, minTests, allowInconclusive, maxDurationMs = 0, failOn, knownFailures } = policy;
        demand(minPassRate >= 0 && minPassRate <= 100, `a rate of ${minPassRate}`);
        demand(
          [minTests, allowInconclusive].every((count) => Number.isSafeInteger(count) && count >= 0),
          'a wrong count',
        );
        demand(Number.isFinite(maxDurationMs) && maxDurationMs >= 0, `a duration of ${maxDurationMs}`);
        const words = new Set<string>(['failed', 'inconclusive']);
        demand(
          failOn.every((word) => words.has(word)),
          'a wrong conclusion',
        );
        demand(
          knownFailures.every(({ expiredFromMs }) => Number.isFinite(expiredFromMs)),
          'a day that is none',
        );
      },
      { examples: corpusTexts('policy') },
    ),
    property(
      'scenario: a text is a scenario that a lab can play or a ScenarioError',
      fc.oneof(anyText, damaged(goodScenarios), anyYaml(scenarioKeys)),
      async (text) => {
        const scenario = await readOrRefuse(
          () => readScenario(text),
          (error) => error instanceof ScenarioError,
        );
        if (scenario !== undefined) demandPlayable(scenario);
      },
      { examples: corpusTexts('scenario') },
    ),
    property(
      'results.json: a text is results or a ResultsError',
      fc.oneof(anyJsonText, damaged([goodResults])),
      async (text) => {
        await readOrRefuse(
          () => parseResults(text),
          (error) => error instanceof ResultsError,
        );
      },
      { examples: corpusTexts('results') },
    ),
  ];
}

const goodResults = JSON.stringify({
  schema: 'perfecto-actions/results',
  version: 1,
  createdAt: '2026-05-06T10:11:12.000Z',
  executions: [
    { executionId: 'a', scriptName: 'b', devices: [{ model: 'c' }], outcome: 'passed', files: [], cases: [] },
  ],
});

/** YAML of any tree, and YAML that refers to itself or repeats itself. */
function anyYaml(keys: readonly string[]): fc.Arbitrary<string> {
  const entries = fc.array(fc.tuple(fc.constantFrom(...keys), anyTree(keys)), { maxLength: 5 });
  return fc
    .oneof(
      entries.map((members) => stringify(Object.fromEntries(members))),
      fc
        .tuple(fc.constantFrom(...keys), fc.constantFrom(...keys))
        .map(([outer, inner]) => `${outer}: &a { ${inner}: *a }\n`),
      fc.tuple(fc.constantFrom(...keys), fc.nat(7)).map(([key, depth]) => `${key}: ${repeating(depth)}\n`),
    )
    .filter((text) => parseDocument(text).errors.length >= 0);
}

/** Lists of lists that each name the one before ten times. */
function repeating(depth: number): string {
  let yaml = '&l0 [x]';
  for (let level = 1; level <= depth; level += 1) {
    yaml = `[&l${level} [${[yaml, ...Array.from({ length: 9 }, () => `*l${level - 1}`)].join(', ')}]]`;
  }
  return yaml;
}

function demandPlayable({ faults, scripts, settings }: Scenario): void {
  for (const fault of faults) {
    const isStatus = fault.kind !== 'status' || (fault.status >= 200 && fault.status <= 599);
    demand(isStatus, `a fault of kind ${fault.kind} that HTTP cannot carry`);
    for (const [name, value] of Object.entries(fault.kind === 'status' ? (fault.headers ?? {}) : {})) {
      new Headers([[name, value]]);
    }
    if (fault.kind === 'content-type') new Headers([['Content-Type', fault.contentType]]);
    if (fault.kind === 'clock-skew')
      demand(!Number.isNaN(new Date(fault.skewMs).getTime()), 'a skew beyond all dates');
  }
  const times = scripts.flatMap((rule) => [
    rule.durationMs,
    rule.reportDelayMs,
    ...Object.values(rule.perDevice).map(({ durationMs }) => durationMs),
  ]);
  for (const ms of times) demand(ms === undefined || Number.isSafeInteger(ms), `a time of ${ms ?? ''}`);
  for (const [name, value] of Object.entries(settings)) {
    demand(typeof value !== 'number' || Number.isSafeInteger(value), `a setting ${name} of ${String(value)}`);
  }
}
