import { jest } from '@jest/globals';
import { InputReader } from '../src/index.ts';

const given = new Set<string>();

/** A reader over these inputs, set as a runner sets them; forget them with {@link forgetInputs}. */
export function readerOf(inputs: Record<string, string>): InputReader {
  for (const [name, text] of Object.entries(inputs)) {
    const variable = `INPUT_${name.toUpperCase()}`;
    given.add(variable);
    process.env[variable] = text;
  }
  return new InputReader();
}

export function forgetInputs(): void {
  for (const variable of given) Reflect.deleteProperty(process.env, variable);
  given.clear();
}

/** Problems that were noted, as the user would see them. */
export function problemsOf(reader: InputReader): readonly string[] {
  try {
    reader.finish();
    return [];
  } catch (error) {
    return (error as { problems: readonly string[] }).problems;
  }
}

/** What is written to the runner meanwhile; it does not reach the runner of this test. */
export function commandsDuring(work: () => void): string {
  let written = '';
  const output = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
  try {
    work();
  } finally {
    output.mockRestore();
  }
  return written;
}
