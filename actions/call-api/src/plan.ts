import { withoutSecrets } from '@perfecto-actions/action-kit';
import { parseCloud } from '@perfecto-actions/client';
import type { AnyOperation } from './client.ts';
import type { Inputs } from './inputs.ts';

/** What would be sent, line by line; secrets are not in it. */
export function planText({
  connection,
  operation,
  descriptor,
  request,
  upload,
  saveTo,
  secrets,
}: Inputs): string[] {
  const { parameters, host, style } = descriptor;
  const shown = withoutSecrets(request, secrets);
  const path = descriptor.path.replace(/\{(\w+)\}/g, (place, name: string) =>
    name in shown ? asText(shown[name]) : place,
  );
  const base = parseCloud(connection.client.cloud).base(host);
  // Calls of /services go as POST with a form, so that credentials are in no address; a raw file is PUT.
  const method = style === 'rest' ? descriptor.method : upload ? 'PUT' : 'POST';
  const address = path.startsWith('https:') ? path : base + path;
  const lines = [`Plan: would call ${operation.id} (${operation.title}), which ${effectOf(descriptor)}.`];
  lines.push(
    `  ${method} ${address}${descriptor.operation === undefined ? '' : ` operation=${descriptor.operation}`}`,
  );
  for (const [name, value] of Object.entries(shown)) {
    if (parameters[name] !== 'path') lines.push(`  ${name}: ${asText(value)}`);
  }
  if (upload) lines.push(`  file: ${upload.file.path} (${upload.file.bytes} bytes)`);
  if (saveTo !== undefined) lines.push(`  answer to: ${saveTo}`);
  return lines;
}

/** What an operation does to a cloud, in words. */
export function effectOf({ effect }: Pick<AnyOperation, 'effect'>): string {
  return effect === 'reads' ? 'only reads' : 'changes the cloud';
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
