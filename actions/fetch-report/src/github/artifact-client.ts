import type { ArtifactClient } from '@actions/artifact';

type Env = Readonly<Record<string, string | undefined>>;

/** The artifact client, or a sentence why this runner has no artifacts. It weighs more than all the rest, so it is loaded here only. */
export async function openArtifacts(env: Env): Promise<ArtifactClient | { unavailable: string }> {
  if (isEnterpriseServer(env)) {
    return { unavailable: 'GitHub Enterprise Server does not offer the artifact service of version 4.' };
  }
  if (!env['ACTIONS_RUNTIME_TOKEN'] || !env['ACTIONS_RESULTS_URL']) {
    return { unavailable: 'This runner offers no artifact service.' };
  }
  try {
    const { DefaultArtifactClient } = await import('@actions/artifact');
    return new DefaultArtifactClient();
  } catch (error) {
    // As the client of GitHub, which is a part of it, it reads the event of the run while it is loaded.
    return { unavailable: `The artifact client cannot be used: ${String(error)}.` };
  }
}

/** As @actions/artifact 6.2.1 tells it (lib/internal/shared/config.js); asked first, since the client itself warns in red. */
function isEnterpriseServer(env: Env): boolean {
  const { hostname } = new URL(env['GITHUB_SERVER_URL'] ?? 'https://github.com');
  return !/(^github\.com|\.ghe\.com|\.localhost)$/i.test(hostname);
}

/** Name of the artifact that holds results.json alone, so that comparing and merging need not download videos. */
export function resultsArtifactName(name: string): string {
  return `${name}-results`;
}

/** Whether an artifact is one of a family: the name itself, or with the number that a taken name got. */
export function isOfFamily(name: string, family: string): boolean {
  return name === family || (name.startsWith(`${family}-`) && /^\d+$/.test(name.slice(family.length + 1)));
}
