import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseCloud, type ClientOptions } from '@perfecto-actions/client';
import type { InputReader } from './input-reader.ts';
import { mask, maskCredentials } from './masking.ts';

/** What every action needs to reach its cloud. */
export interface ConnectionInputs {
  client: ClientOptions;
  /** Check everything, send no write, say what would be done. */
  plan: boolean;
  /** Write a job summary. */
  summary: boolean;
  /** Texts that must not show up anywhere. */
  secrets: string[];
}

/** Reads the inputs that all actions share; secrets are masked before anything else happens. */
export function readConnection(reader: InputReader): ConnectionInputs {
  const securityToken = reader.optional('security-token');
  const user = reader.optional('user');
  const password = reader.optional('password');
  if (securityToken) mask(securityToken);
  if (password) maskCredentials(user ?? '', password);

  const cloud = reader.required('cloud');
  if (cloud !== '') reader.problems.check('cloud', () => parseCloud(cloud));
  checkCredentials(reader, { securityToken, user, password });
  const ca = readCa(reader);
  const callMs = reader.durationMs('request-timeout', { minMs: 1, maxMs: 600_000 });
  const plan = reader.flag('plan');
  return {
    client: {
      cloud,
      ...(securityToken && { securityToken }),
      ...(user && { user }),
      ...(password && { password }),
      ...(ca !== undefined && { ca }),
      limits: { callMs, connectMs: Math.min(callMs, 15_000), idleMs: Math.min(callMs, 60_000) },
      ...(plan && { readOnly: true }),
    },
    plan,
    summary: reader.flag('summary'),
    secrets: [securityToken, password].filter((secret) => secret !== undefined),
  };
}

function checkCredentials(
  reader: InputReader,
  given: { securityToken: string | undefined; user: string | undefined; password: string | undefined },
): void {
  const { securityToken, user, password } = given;
  if (securityToken && (user || password)) {
    reader.problems.add('security-token', 'is given together with user or password; give one or the other.');
  } else if (!securityToken && !user && !password) {
    reader.problems.add(
      'security-token',
      'is missing. Store it as a secret and give ${{ secrets.PERFECTO_TOKEN }}.',
    );
  } else if (securityToken && !/^[\x21-\x7e]+$/.test(securityToken)) {
    reader.problems.add(
      'security-token',
      'holds a blank, a line break or a character that no token has; copy it anew.',
    );
  } else if (Boolean(user) !== Boolean(password)) {
    reader.problems.add(user ? 'password' : 'user', 'is missing; user and password go together.');
  }
}

function readCa(reader: InputReader): string | undefined {
  const path = reader.optional('ca-file');
  if (path === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    reader.problems.add('ca-file', `the file ${path} cannot be read.`);
    return undefined;
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0) {
    reader.problems.add('ca-file', `${path} holds no certificate in PEM form.`);
    return undefined;
  }
  if (!certificates.every(isCertificate)) {
    reader.problems.add('ca-file', `${path} holds a damaged certificate; export it again in PEM form.`);
    return undefined;
  }
  return text;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
