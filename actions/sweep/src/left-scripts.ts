import { runOfFolder } from '@perfecto-actions/action-kit';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';

/** A script that run-script uploaded for a job of this repository. */
export interface LeftScript {
  key: string;
  /** Whether it was uploaded long enough ago to go; false where the service does not tell. */
  isOld: boolean;
}

/** Below this run-script puts script files. */
const root = 'PRIVATE:ci/';

const pageSize = 500;
/** A repository with more items than this is not read to its end. */
const mostPages = 200;

/** Scripts of other runs of this repository. With user and password the list has no times, so none counts as old. */
export async function findScripts(
  inputs: Inputs,
  serviceTimeMs: number,
  context: StepContext,
): Promise<LeftScript[]> {
  const { repository, runId } = inputs.identity;
  const isOurs = (key: string): boolean => {
    const run = key.startsWith(root) ? runOfFolder(key.slice(root.length), repository) : undefined;
    return run !== undefined && run !== runId;
  };
  const scripts =
    context.client.credentialsKind === 'token'
      ? await listByPages(serviceTimeMs - inputs.olderThanMs, context)
      : await listAtOnce(context);
  return scripts.filter(({ key }) => isOurs(key));
}

async function listByPages(oldBeforeMs: number, { client, log, signal }: StepContext) {
  const scripts: LeftScript[] = [];
  for (let page = 0; ; page += 1) {
    const { artifacts, truncated } = await client.artifacts.list(
      { artifactType: 'SCRIPT', pageSize, skip: page * pageSize },
      { signal },
    );
    for (const { artifactLocator, usageMetadata } of artifacts) {
      const changedMs = usageMetadata?.lastUpdateTime ?? usageMetadata?.creationTime;
      scripts.push({ key: artifactLocator, isOld: changedMs !== undefined && changedMs < oldBeforeMs });
    }
    if (truncated !== true || artifacts.length === 0) return scripts;
    if (page + 1 === mostPages) {
      log.warning(
        `The repository holds more than ${mostPages * pageSize} scripts; the rest was not looked at.`,
      );
      return scripts;
    }
  }
}

async function listAtOnce({ client, signal }: StepContext): Promise<LeftScript[]> {
  const { items = [] } = await client.repositories.list(
    { repository: 'scripts', repositoryItemKey: 'PRIVATE:' },
    { signal },
  );
  return items.map((key) => ({ key, isOld: false }));
}
