import { join } from 'node:path';
import { runChild } from '../child-process.ts';
import { workspaceRoot } from '../workspace.ts';

process.exitCode = await runChild('bash', [join(workspaceRoot, '.ci', 'run')], { cwd: workspaceRoot });
