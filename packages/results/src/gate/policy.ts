import { parseDocument } from 'yaml';
import { didYouMean } from '../text/did-you-mean.ts';
import type { KnownFailure, Policy } from './policy-model.ts';
import { defaultPolicy } from './policy-model.ts';
import { PolicyError } from './policy-error.ts';
import { shown } from '../text/shown.ts';

const keys = [
  'min-pass-rate',
  'min-tests',
  'max-new-failures',
  'require',
  'known-failures',
  'allow-inconclusive',
  'max-duration',
  'fail-on',
] as const;

const unitMs: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/**
 * Reads a policy from YAML; what it leaves out keeps the value of `defaultPolicy`. Throws `PolicyError` that lists
 * every problem at once.
 */
export function parsePolicy(yamlText: string): Policy {
  const document = parseDocument(yamlText, { logLevel: 'error' });
  if (document.errors.length > 0) {
    throw new PolicyError(document.errors.map(({ message }) => message.replace(/\n.*/su, '')));
  }
  const reading = new PolicyReading();
  const policy = reading.policy(valueOf(document));
  if (reading.problems.length > 0) throw new PolicyError(reading.problems);
  return policy;
}

function valueOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new PolicyError([error instanceof Error ? error.message : 'the YAML cannot be resolved']);
  }
}

class PolicyReading {
  readonly problems: string[] = [];

  policy(value: unknown): Policy {
    const fields = value === null || value === undefined ? {} : this.#object(value, 'the policy', keys);
    const maxDurationMs = this.#duration(fields['max-duration'], 'max-duration');
    const newFailures = fields['max-new-failures'] ?? undefined;
    const required = fields['require'] ?? {};
    const { devices, scripts } = this.#object(required, 'require', ['devices', 'scripts']);
    return {
      minPassRate: this.#number(fields['min-pass-rate'], 'min-pass-rate', defaultPolicy.minPassRate, 100),
      minTests: this.#count(fields['min-tests'], 'min-tests', defaultPolicy.minTests),
      ...(newFailures !== undefined && {
        maxNewFailures: this.#count(newFailures, 'max-new-failures', 0),
      }),
      requiredDevices: this.#texts(devices, 'require.devices'),
      requiredScripts: this.#texts(scripts, 'require.scripts'),
      knownFailures: this.#list(fields['known-failures'], 'known-failures').flatMap((item, index) =>
        this.#knownFailure(item, `known-failures[${index}]`),
      ),
      allowInconclusive: this.#count(
        fields['allow-inconclusive'],
        'allow-inconclusive',
        defaultPolicy.allowInconclusive,
      ),
      ...(maxDurationMs !== undefined && { maxDurationMs }),
      failOn: this.#failOn(fields['fail-on']),
    };
  }

  #knownFailure(value: unknown, at: string): KnownFailure[] {
    const before = this.problems.length;
    const fields = this.#object(value, at, ['script', 'case', 'device', 'reason', 'expires']);
    if (this.problems.length > before && Object.keys(fields).length === 0) return [];
    const [script, testCase, device] = ['script', 'case', 'device'].map((key) =>
      fields[key] === undefined ? undefined : this.#text(fields[key], `${at}.${key}`),
    );
    if (script === undefined && testCase === undefined && device === undefined) {
      this.problems.push(
        `${at}: name a script, a case or a device; otherwise every failure would be tolerated`,
      );
    }
    const reason = this.#text(fields['reason'], `${at}.reason`);
    const expires = this.#text(fields['expires'], `${at}.expires`, 'a day such as 2027-01-31');
    const day = /^\d{4}-\d\d-\d\d$/u.test(expires) ? Date.parse(`${expires}T00:00:00Z`) : Number.NaN;
    // Date.parse rolls 2027-02-30 over into March.
    const isDay = !Number.isNaN(day) && new Date(day).toISOString().startsWith(expires);
    if (expires !== '' && !isDay) {
      this.problems.push(`${at}.expires: "${expires}" is not a day; write yyyy-mm-dd, such as 2027-01-31`);
    }
    return [
      {
        ...(script !== undefined && { script }),
        ...(testCase !== undefined && { case: testCase }),
        ...(device !== undefined && { device }),
        reason,
        expires,
        expiredFromMs: day + 24 * 3_600_000,
      },
    ];
  }

  #failOn(value: unknown): Policy['failOn'] {
    if (value === undefined || value === null) return defaultPolicy.failOn;
    const words = this.#texts(typeof value === 'string' ? [value] : value, 'fail-on');
    return words.flatMap((word) => {
      if (word === 'failed' || word === 'inconclusive') return [word];
      // What is no text has been told already.
      if (word === '') return [];
      const meant = didYouMean(word, ['failed', 'inconclusive']);
      this.problems.push(`fail-on: "${word}" is not a conclusion; use failed, inconclusive${meaning(meant)}`);
      return [];
    });
  }

  #duration(value: unknown, at: string): number | undefined {
    if (value === undefined || value === null) return undefined;
    const text = typeof value === 'string' ? value.replaceAll(/\s+/gu, '').toLowerCase() : '';
    if (!/^(?:\d{1,9}(?:\.\d{1,3})?(?:h|ms|m|s))+$/u.test(text)) {
      this.problems.push(
        `${at}: must be a time with its unit, such as 30m or 1h30m, but it is ${shown(value, 'missing')}`,
      );
      return undefined;
    }
    const parts = [...text.matchAll(/([\d.]+)(h|ms|m|s)/gu)];
    return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitMs[unit ?? ''] ?? 0), 0);
  }

  #count(value: unknown, at: string, fallback: number): number {
    const count = this.#number(value, at, fallback, Number.MAX_SAFE_INTEGER);
    if (!Number.isInteger(count)) this.problems.push(`${at}: must be a whole number, but it is ${count}`);
    return count;
  }

  #number(value: unknown, at: string, fallback: number, max: number): number {
    if (value === undefined || value === null) return fallback;
    if (typeof value === 'number' && value >= 0 && value <= max) return value;
    const range = max === Number.MAX_SAFE_INTEGER ? 'a number from 0' : `a number from 0 to ${max}`;
    this.problems.push(`${at}: must be ${range}, but it is ${shown(value, 'missing')}`);
    return fallback;
  }

  #texts(value: unknown, at: string): string[] {
    return this.#list(value, at).map((item, index) => this.#text(item, `${at}[${index}]`));
  }

  #text(value: unknown, at: string, expected = 'a text'): string {
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    // A device id may consist of digits only.
    if (typeof value === 'number') {
      this.problems.push(`${at}: put ${value} in quotes, so that no digit of it is lost`);
    } else {
      this.problems.push(`${at}: must be ${expected}, but it is ${shown(value, 'missing')}`);
    }
    return '';
  }

  #list(value: unknown, at: string): unknown[] {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value;
    this.problems.push(`${at}: must be a list, but it is ${shown(value, 'missing')}`);
    return [];
  }

  #object(value: unknown, at: string, allowed: readonly string[]): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.problems.push(
        `${at}: must hold the keys ${allowed.join(', ')}, but it is ${shown(value, 'missing')}`,
      );
      return {};
    }
    const fields = new Map<string, unknown>(Object.entries(value));
    for (const key of fields.keys()) {
      if (allowed.includes(key)) continue;
      this.problems.push(`${at}: unknown key "${key}"${meaning(didYouMean(key, allowed), allowed)}`);
    }
    return Object.fromEntries(fields);
  }
}

function meaning(meant: string | undefined, allowed?: readonly string[]): string {
  if (meant !== undefined) return `; did you mean "${meant}"?`;
  return allowed === undefined ? '' : `; known are ${allowed.join(', ')}`;
}
