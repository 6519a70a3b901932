import { describe, expect, it } from '@jest/globals';
import { operations } from '@perfecto-actions/catalog/facts';
import type { OperationFacts } from '@perfecto-actions/catalog/facts';
import { inventedDefaults } from '../../src/index.ts';
import type { Got } from '../lab-client.ts';
import { checkFields, missingFields, noFindings } from './check-fields.ts';
import type { ExampleCall, Examples, OperationExample, Permission } from './example-call.ts';
import { fieldTree } from './field-tree.ts';
import { badCredentialsText, firstHalfOf, noCredentialsText } from './refusal-texts.ts';
import { onStage } from './stage.ts';
import { credentialsOf, isServices, takesRawFile } from './wire-request.ts';
import type { Writing } from './wire-request.ts';
import { readXmlAnswer, readXmlLeaves } from './xml-answer.ts';

/** Holds the lab against every operation of a catalogue file. An operation without an example fails. */
export function conform(file: string, examples: Examples): void {
  const known = operations.filter((operation) => operation.file === file);

  it(`has an example for every operation of ${file}.yaml, and for nothing else`, () => {
    expect(Object.keys(examples).sort()).toEqual(known.map(({ id }) => id).sort());
  });

  for (const operation of known) {
    const example = examples[operation.id];
    if (!example) continue;
    describe(operation.id, () => {
      conformsInWhatItAnswers(operation, example);
      conformsInWhomItRefuses(operation, example);
      if (isServices(operation)) conformsInHowItIsCalled(operation, example);
    });
  }
}

function conformsInWhatItAnswers(operation: OperationFacts, example: OperationExample): void {
  const {
    body,
    formats,
    fields = [],
    example_json: printedJson,
    example_xml: printedXml,
  } = operation.response;
  const tree = fieldTree(operation.response);

  if (body === 'object' && formats.includes('json')) {
    it('answers with every field, of its type, in JSON', async () => {
      const findings = noFindings();
      for (const call of example.calls) {
        const got = await onStage(operation, call, (ask) => ask());
        expect(statusAndType(got)).toEqual([200, 'application/json']);
        checkFields(JSON.parse(got.text), tree, isServices(operation), findings);
      }
      expect([...findings.problems]).toEqual([]);
      expect(missingFields(fields, findings.shown)).toEqual([]);
    });
  }

  if (body === 'object' && formats.includes('xml')) {
    it('answers with every field, of its type, in XML', async () => {
      const findings = noFindings();
      for (const call of example.calls) {
        const got = await onStage(operation, call, (ask) => ask({ responseFormat: 'xml' }));
        expect(statusAndType(got)).toEqual([200, 'text/xml']);
        checkFields(readXmlAnswer(got.text, tree), tree, true, findings);
      }
      expect([...findings.problems]).toEqual([]);
      expect(missingFields(fields, findings.shown)).toEqual([]);
    });
  }

  if (body === 'object' && (printedJson ?? printedXml) !== undefined) {
    it('has a printed example that fits its own fields', () => {
      const findings = noFindings();
      const texts = isServices(operation);
      if (printedJson !== undefined) checkFields(JSON.parse(printedJson), tree, texts, findings);
      if (printedXml !== undefined) checkFields(readXmlAnswer(printedXml, tree), tree, true, findings);
      expect([...findings.problems]).toEqual([]);
    });
  }

  if (body !== 'object') {
    it.each(example.calls.map((call): [string, ExampleCall] => [call.shows ?? body, call]))(
      'answers: %s',
      async (_shows, call) => {
        const got = await onStage(operation, call, (ask) => ask());
        expect(got.status).toBe(200);
        checkOpaque(got, body, formats);
        if (call.bytes) expect(got.bytes.equals(call.bytes)).toBe(true);
      },
    );
  }
}

/** An answer whose inside the catalogue does not describe. */
function checkOpaque(got: Got, body: OperationFacts['response']['body'], formats: readonly string[]): void {
  const type = got.headers['content-type'] ?? '';
  if (body === 'none') expect(got.bytes).toHaveLength(0);
  else if (body === 'text') expect(got.text.trim()).not.toBe('');
  else if (body === 'binary') {
    expect(got.bytes.length).toBeGreaterThan(0);
    if (!formats.includes('binary')) {
      expect(formats.map((format) => (format.includes('/') ? format : `application/${format}`))).toContain(
        type,
      );
    }
  } else if (formats.includes('xml')) expect(() => readXmlLeaves(got.text)).not.toThrow();
  else if (formats.includes('json')) expect(() => JSON.parse(got.text) as unknown).not.toThrow();
}

function conformsInWhomItRefuses(operation: OperationFacts, example: OperationExample): void {
  const [plain] = example.calls;
  const { firstHalf, permission } = example;

  if (credentialsOf(operation) !== 'none') {
    it('refuses a caller without credentials, and one with wrong ones, with 401', async () => {
      const nobody = { name: 'nobody@example.com', password: 'wrong', token: 'wrong-token-not-a-secret' };
      const [none, wrong] = await onStage(operation, plain, async (ask, lab) => [
        await ask({ user: null }),
        await ask({ user: { ...lab.users.automation, ...nobody } }),
      ]);
      expect(refusalOf(operation, none)).toEqual([401, noCredentialsText(operation, firstHalf)]);
      expect(refusalOf(operation, wrong)).toEqual([401, badCredentialsText(operation, firstHalf)]);
    });
  }

  if (operation.permission !== undefined) {
    it(`heeds the permission: ${operation.permission}`, async () => {
      if (!permission) throw new TypeError(`the example of ${operation.id} says nothing of its permission`);
      await checkPermission(operation, plain, permission, firstHalf);
    });
  }
}

async function checkPermission(
  operation: OperationFacts,
  plain: ExampleCall,
  permission: Permission,
  firstHalf: string | undefined,
): Promise<void> {
  if ('everybody' in permission) {
    for (const as of ['automation', 'admin', 'lab', 'other'] as const) {
      const got = await onStage(operation, { ...plain, as }, (ask) => ask());
      expect([as, got.status]).toEqual([as, 200]);
    }
  } else if ('refused' in permission) {
    const { refused, parameters, status, text } = permission;
    const got = await onStage(operation, plain, (ask, lab) => ask({ user: lab.users[refused] }, parameters));
    const whole = isServices(operation) ? `${firstHalfOf(operation, firstHalf)} - ${text}` : text;
    expect(refusalOf(operation, got)).toEqual([status, whole]);
  } else {
    const { unseen, parameters, fields } = permission;
    const tree = fieldTree(operation.response);
    const [seen, got] = await onStage(operation, plain, async (ask, lab) => [
      await ask(),
      await ask({ user: lab.users[unseen] }, parameters),
    ]);
    expect(got.status).toBe(200);
    const shownIn = ({ text }: Got): string[] => {
      const findings = noFindings();
      const answer = text.startsWith('<') ? readXmlAnswer(text, tree) : (JSON.parse(text) as unknown);
      checkFields(answer, tree, isServices(operation), findings);
      return fields.filter((name) => findings.shown.has(name));
    };
    expect([shownIn(seen), shownIn(got)]).toEqual([fields, []]);
  }
}

/** The rules of /services that hold whatever is called (protocol.md 3 and 5). */
function conformsInHowItIsCalled(operation: OperationFacts, example: OperationExample): void {
  const [plain] = example.calls;
  const isUpload = takesRawFile(operation);

  it('refuses an unknown parameter by its name, in JSON and in XML', async () => {
    const text = `${firstHalfOf(operation, example.firstHalf)} - Request contains unknown parameters: [no.such]`;
    const extra = { 'no.such': '1' };
    await onStage(operation, plain, async (ask) => {
      expect(refusalOf(operation, await ask({ extra, responseFormat: 'json' }))).toEqual([400, text]);
      const inXml = await ask({ extra, responseFormat: 'xml' });
      expect(statusAndType(inXml)).toEqual([400, 'text/xml']);
      expect(readXmlLeaves(inXml.text)).toEqual({ root: 'response', leaves: { errorMessage: text } });
    });
  });

  it('takes every way of sending alike', async () => {
    const verbs = new Set(isUpload ? ['POST', 'PUT'] : ['GET', 'POST', ...operation.methods]);
    const ways: Partial<Writing>[] = [...verbs].map((method) => ({ method }));
    if (!isUpload) ways.push({ placement: 'form' });
    const answers = new Set(await answersTo(operation, plain, ways));
    expect(answers.size).toBe(1);
    expect([...answers][0]).toMatch(/^200 /);
  });

  it('takes names in any case', async () => {
    const spell = (name: string): string => name.toUpperCase();
    const [asWritten, inCapitals] = await answersTo(operation, plain, [{}, { spell }]);
    expect(inCapitals).toBe(asWritten);
  });

  it('takes responseFormat in any case', async () => {
    const ways = ['json', 'JSON', 'xml', 'XML'].map((responseFormat) => ({ responseFormat }));
    const [smallJson, largeJson, smallXml, largeXml] = await answersTo(operation, plain, ways);
    expect([largeJson, largeXml]).toEqual([smallJson, smallXml]);
  });

  if (!isUpload) {
    it('refuses a parameter that stands in the query and in the body', async () => {
      const got = await onStage(operation, plain, (ask) =>
        ask({ placement: 'form', responseFormat: 'json', extra: { responseFormat: 'json' } }),
      );
      const half = firstHalfOf(operation, example.firstHalf);
      const reason = inventedDefaults.parameterInBothText.replace('<name>', 'responseFormat');
      expect(refusalOf(operation, got)).toEqual([
        inventedDefaults.invalidParameterStatus,
        `${half} - ${reason}`,
      ]);
    });
  }
}

function statusAndType(got: Got): [number, string] {
  return [got.status, got.headers['content-type'] ?? ''];
}

/** The same call written in several ways: a read on one stage, a change on a new one each time. */
async function answersTo(
  operation: OperationFacts,
  call: ExampleCall,
  ways: readonly Partial<Writing>[],
): Promise<string[]> {
  const answers: string[] = [];
  if (operation.effect === 'reads') {
    await onStage(operation, call, async (ask) => {
      for (const way of ways) answers.push(whole(await ask(way)));
    });
  } else {
    for (const way of ways) {
      answers.push(await onStage(operation, call, async (ask) => whole(await ask(way))));
    }
  }
  return answers;
}

/** Status, type and content as one text; ids that are drawn by lot are made equal. */
function whole(got: Got): string {
  const content = got.bytes
    .toString('latin1')
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, '<uuid>');
  return `${got.status} ${got.headers['content-type'] ?? ''} ${content}`;
}

/** Status and text of a refusal; the text is undefined when the envelope is not that of the operation's generation. */
function refusalOf(operation: OperationFacts, got: Got): [number, string | undefined] {
  const answer: unknown = got.headers['content-type'] === 'text/xml' ? undefined : parsed(got.text);
  if (isServices(operation)) {
    const leaves = answer === undefined ? readXmlLeaves(got.text).leaves : answer;
    return [got.status, (leaves as { errorMessage?: string }).errorMessage];
  }
  const [first] = Array.isArray(answer) ? (answer as { userMessage?: string }[]) : [];
  return [got.status, first?.userMessage];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
