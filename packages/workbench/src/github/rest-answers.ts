import type { Answer } from './answer.ts';

const documentation_url = 'https://docs.github.com/rest';

/** An error of the REST API in its form. */
export function restError(
  status: number,
  message: string,
  more: { headers?: Record<string, string>; errors?: unknown[] } = {},
): Answer {
  const { headers, errors } = more;
  return {
    status,
    ...(headers && { headers }),
    json: { message, ...(errors && { errors }), documentation_url, status: String(status) },
  };
}

/** What a job whose token lacks a permission is told, in a fork or by `permissions:`. */
export const notAccessible = restError(403, 'Resource not accessible by integration');

/** The primary rate limit used up; the reset time is in seconds since 1970. */
export function rateLimited(resetAtMs: number): Answer {
  return restError(403, 'API rate limit exceeded for installation.', {
    headers: {
      'x-ratelimit-limit': '1000',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.ceil(resetAtMs / 1000)),
    },
  });
}

/** The secondary rate limit: too much in too short a time. */
export const secondaryRateLimit = restError(429, 'You have exceeded a secondary rate limit.', {
  headers: { 'retry-after': '60' },
});
