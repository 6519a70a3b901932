import { join } from 'node:path';
import { runChild } from '../run-child.ts';
import { workspaceRoot } from '../workspace.ts';

process.exitCode = await runChild('bash', [join(workspaceRoot, '.ci', 'run')], { cwd: workspaceRoot });
