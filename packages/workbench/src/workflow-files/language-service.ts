// Reads files from stdin and answers what GitHub's own language service finds in them, as JSON. A process of its own,
// because the service imports JSON without saying so, which Node takes only with the hook below.
import { readFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import type { ValidationConfig } from '@actions/languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { workspaceRoot } from '../workspace.ts';
import type { CheckedFile } from './findings.ts';

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    return resolved.url.endsWith('.json') ? { ...resolved, importAttributes: { type: 'json' } } : resolved;
  },
});
const { validate } = await import('@actions/languageservice');

type MetadataProvider = NonNullable<ValidationConfig['actionsMetadataProvider']>;
type Metadata = Awaited<ReturnType<MetadataProvider['fetchActionMetadata']>>;

/** Actions and workflows of this repository are read here; what those of others take is not known. */
const config: ValidationConfig = {
  actionsMetadataProvider: {
    async fetchActionMetadata({ owner, name, path }): Promise<Metadata> {
      if (!isOurs(owner, name)) return { name, description: '' };
      const file = join(workspaceRoot, path ?? '', 'action.yml');
      return readFile(file, 'utf8').then(
        (text) => parse(text) as Metadata,
        () => undefined,
      );
    },
  },
  fileProvider: {
    async getFileContent(reference) {
      if ('owner' in reference && !isOurs(reference.owner, reference.repository)) {
        throw new Error(`${reference.owner}/${reference.repository} is not here.`);
      }
      const content = await readFile(join(workspaceRoot, reference.path), 'utf8');
      return { name: reference.path, content };
    },
  },
};

const files = (await json(process.stdin)) as CheckedFile[];
const findings: string[][] = [];
for (const [index, { path, text }] of files.entries()) {
  // The service remembers what it once read under an address.
  const document = TextDocument.create(`file:///${index}/${path}`, 'yaml', 1, text);
  const found = await validate(document, config);
  findings.push(
    found.map(({ range, message }) => {
      const said = typeof message === 'string' ? message : message.value;
      return `${range.start.line + 1}: ${said}`;
    }),
  );
}
process.stdout.write(JSON.stringify(findings));

function isOurs(owner: string, name: string): boolean {
  return owner === 'perfecto-actions' && name === 'perfecto-actions';
}
