import { join } from 'node:path';
import { runStep } from '../../step-runner/index.ts';
import { workspaceRoot } from '../../workspace.ts';

// A runner as a process of its own, to be killed: runs start-lab, and dies by itself at the last moment it can.
const [, , folder = '', requestLog = ''] = process.argv;
await runStep(join(workspaceRoot, 'actions', 'start-lab'), {
  workspace: join(folder, 'work'),
  tempDir: join(folder, 'temp'),
  with: { 'request-log': requestLog },
  log: (line) => {
    if (line.startsWith('The lab answers at')) process.kill(process.pid, 'SIGKILL');
  },
});
