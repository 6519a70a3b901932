import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { attestProvenance } from '@actions/attest';
import { bundleDigests, checksumFile } from '../bundles/bundle-digests.ts';
import { workspaceRoot } from '../workspace.ts';

// Signs, as the workflow it runs in, that these bundles are this repository's. Works on GitHub only: the proof of who
// signs comes from its OIDC service (permission `id-token: write`).
const token = process.env['GITHUB_TOKEN'];
const digests = await bundleDigests(workspaceRoot);
await mkdir(join(workspaceRoot, '.work'), { recursive: true });
await writeFile(join(workspaceRoot, '.work', 'bundles.sha256'), checksumFile(digests));

if (token === undefined || process.env['ACTIONS_ID_TOKEN_REQUEST_URL'] === undefined) {
  process.stderr.write(
    'Not attested: this needs GITHUB_TOKEN and a job with the permissions id-token: write and attestations: write. ' +
      'The checksums are in .work/bundles.sha256.\n',
  );
  process.exitCode = 1;
} else {
  const subjects = digests.map(({ name, sha256 }) => ({ name, digest: { sha256 } }));
  const { attestationID } = await attestProvenance({ subjects, token });
  process.stdout.write(`Attested ${subjects.length} files: ${attestationID ?? 'no id given'}\n`);
}
