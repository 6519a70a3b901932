import { fileSource, PerfectoClient, PerfectoError } from '@perfecto-actions/client';
import fc from 'fast-check';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FreshLab } from './fresh-lab.ts';
import { demand, property, type Group } from './property.ts';
import { anyCarriedText } from './texts.ts';

/** What a client sends to a lab over HTTPS and what it gets back. */
export function roundTrips(): Group {
  const scene = new Scene();
  return {
    close: () => scene.close(),
    properties: [
      property(
        'lab and client: parameters of a call are seen as they were given',
        fc.uniqueArray(
          fc.tuple(
            anyCarriedText.filter((name) => name !== ''),
            anyCarriedText,
          ),
          {
            maxLength: 6,
            // The lab reads names without regard to case.
            selector: ([name]) => name.toLowerCase(),
          },
        ),
        async (parameters) => {
          const { client, lab } = await scene.enter();
          const scriptKey = 'PRIVATE:there-is-none.xml';
          await refused(client.executions.execute({ scriptKey, param: Object.fromEntries(parameters) }));
          const { form = {} } = lab.requests.at(-1) ?? {};
          const seen = Object.entries(form).filter(([name]) => name.startsWith('param.'));
          const given = parameters.map(([name, value]) => [`param.${name}`, value]);
          demand(
            JSON.stringify(seen.sort()) === JSON.stringify(given.sort()),
            `seen as ${JSON.stringify(seen)}`,
          );
        },
        { share: 0.2 },
      ),
      property(
        'lab and client: the id in an address is seen as it was given, or refused before it is sent',
        anyCarriedText.filter((id) => !/(^|\/)(\/|$)/.test(id)),
        async (id) => {
          const { client, lab } = await scene.enter();
          const before = lab.requests.length;
          const error = await refused(client.executions.status(id));
          if (error.code === 'INPUT_INVALID')
            demand(lab.requests.length === before, 'refused after it was sent');
          else demand(error.message.includes(`Execution ${id} wasn't found`), error.message);
        },
        { share: 0.2 },
      ),
      property(
        'lab and client: a file sent in a form comes back as it was, and so do its tags, whatever it is called on disk',
        fc.tuple(anyBytes, fc.uniqueArray(anyCarriedText, { maxLength: 4 }), anyDiskName),
        async ([bytes, tags, name]) => {
          const { client, folder } = await scene.enter();
          const sent = join(folder, name);
          await writeFile(sent, bytes);
          const artifactLocator = 'PRIVATE:any/file.bin';
          try {
            await client.artifacts.upload({ artifactLocator, override: true, tags }, await fileSource(sent));
          } finally {
            await rm(sent);
          }
          const received = await client.artifacts.download(artifactLocator, {
            path: join(folder, 'received'),
          });
          demand((await readFile(received.path)).equals(bytes), 'other bytes came back');
          const { artifactsDetails: info } = await client.artifacts.info(artifactLocator);
          demand(
            JSON.stringify(info.artifactMetadata?.tags ?? []) === JSON.stringify(tags),
            `tags ${JSON.stringify(info)}`,
          );
        },
        { share: 0.05 },
      ),
      property(
        'lab and client: a file sent as it is comes back under the same key',
        fc.tuple(anyBytes, anyKey),
        async ([bytes, key]) => {
          const { client, folder } = await scene.enter();
          const sent = join(folder, 'sent');
          await writeFile(sent, bytes);
          const item = { repository: 'media' as const, repositoryItemKey: `PRIVATE:any/${key}` };
          await client.repositories.upload({ ...item, overwrite: true }, await fileSource(sent));
          const received = await client.repositories.download(item, { path: join(folder, 'received') });
          demand((await readFile(received.path)).equals(bytes), 'other bytes came back');
          const { items = [] } = await client.repositories.list({ repository: 'media' });
          demand(items.includes(item.repositoryItemKey), `listed as ${JSON.stringify(items)}`);
          await client.repositories.delete(item);
        },
        { share: 0.05 },
      ),
    ],
  };
}

const anyBytes = fc
  .oneof(
    fc.uint8Array({ minLength: 1, maxLength: 300 }),
    fc.constantFrom('\r\n--', '--', '\r\n', '\0').map((text) => Buffer.from(text)),
  )
  .map((bytes) => Buffer.from(bytes));

/** What Linux takes for the name of a file. */
const anyDiskName = anyCarriedText
  .map((text) => text.replaceAll(/[/\0]/g, ''))
  .filter((name) => name !== '' && name !== '.' && name !== '..' && Buffer.byteLength(name) <= 200);

/** The lab takes letters of any language, digits, blanks and some marks in a key; `..` is refused by the client. */
const anyKey = fc.stringMatching(/^[\w-]{1,20}$/).map((name) => `${name}.bin`);

async function refused(call: Promise<unknown>): Promise<PerfectoError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof PerfectoError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

/** A lab, a client of it and a folder for files. */
class Scene {
  readonly #lab = new FreshLab(500, () => this.#leave());
  #client: PerfectoClient | undefined;
  #folder: string | undefined;

  async enter() {
    const { lab, ca } = await this.#lab.use();
    this.#client ??= new PerfectoClient({
      cloud: lab.url,
      ca,
      securityToken: lab.tokens.automation,
      env: {},
      retries: { attempts: 1 },
    });
    this.#folder ??= await mkdtemp(join(tmpdir(), 'any-input-'));
    return { lab, client: this.#client, folder: this.#folder };
  }

  async #leave(): Promise<void> {
    await this.#client?.close();
    this.#client = undefined;
  }

  async close(): Promise<void> {
    await this.#lab.close();
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true });
  }
}
