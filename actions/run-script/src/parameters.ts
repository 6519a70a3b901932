import type { InputReader } from '@perfecto-actions/action-kit';

/**
 * Reads run-time parameters from YAML: one level of names and plain values. The parser is loaded when there are some.
 * No problem quotes a value, and none of secured parameters quotes anything: a slip may make a secret look like a name.
 */
export async function readParameters(
  input: 'parameters' | 'secured-parameters',
  reader: InputReader,
): Promise<Record<string, string>> {
  const text = reader.text(input);
  if (text === '') return {};
  const { parseDocument } = await import('yaml');
  // The parser's warnings quote the text too.
  const document = parseDocument(text, { logLevel: 'error' });
  const refuse = (what: string) => {
    reader.problems.add(input, `${what}; write one "name: value" a line.`);
    return {};
  };
  const [error] = document.errors;
  if (error) {
    // The message of the parser quotes the text, which may be secret: the place is enough.
    const line = error.linePos?.[0].line;
    return refuse(`is not valid YAML${line === undefined ? '' : ` (line ${line})`}`);
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch {
    return refuse('begins a value with * without a matching &; put such a value in quotes');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('is not a list of names and values');
  }
  const parameters: Record<string, string> = {};
  for (const [index, [name, entry]] of Object.entries(value).entries()) {
    const quoted = input === 'secured-parameters' ? `the name of entry ${index + 1}` : JSON.stringify(name);
    if (!/^[\w.-]+$/.test(name)) reader.problems.add(input, `${quoted} is not a parameter name.`);
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
