import { join } from 'node:path';
import type { Lab } from '@perfecto-actions/lab';
import { workspaceRoot } from '../workspace.ts';

/** The inputs with which every step of the demo reaches the lab. */
export function connection(lab: Lab): Record<string, string> {
  return {
    cloud: lab.url,
    'security-token': '${{ secrets.PERFECTO_TOKEN }}',
    'ca-file': lab.caFile,
  };
}

/** An action of this checkout, as `uses` takes it. */
export function action(name: string): string {
  return join(workspaceRoot, 'actions', name);
}
