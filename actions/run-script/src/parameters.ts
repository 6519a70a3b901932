import type { InputReader } from '@perfecto-actions/action-kit';

/** Reads run-time parameters from YAML: one level of names and plain values. The parser is loaded when there are some. */
export async function readParameters(input: string, reader: InputReader): Promise<Record<string, string>> {
  const text = reader.text(input);
  if (text === '') return {};
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) {
    // The message of the parser quotes the text, which may be secret: the place is enough.
    const line = error.linePos?.[0].line;
    reader.problems.add(
      input,
      `is not valid YAML${line === undefined ? '' : ` (line ${line})`}; write one "name: value" a line.`,
    );
    return {};
  }
  const value: unknown = document.toJS();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    reader.problems.add(input, 'is not a list of names and values; write one "name: value" a line.');
    return {};
  }
  const parameters: Record<string, string> = {};
  for (const [name, entry] of Object.entries(value)) {
    if (!/^[\w.-]+$/.test(name))
      reader.problems.add(input, `${JSON.stringify(name)} is not a parameter name.`);
    else if (typeof entry === 'object')
      reader.problems.add(input, `${name} has no plain value; quote it if it is a text.`);
    // Taken from the source, so that 007 and 1.10 stay as they were written.
    else parameters[name] = sourceOf(document.get(name, true)) ?? String(entry);
  }
  return parameters;
}

function sourceOf(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if ('type' in node && node.type === 'PLAIN' && 'source' in node && typeof node.source === 'string')
    return node.source;
  return undefined;
}
