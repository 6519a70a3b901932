import { runAction } from '@perfecto-actions/action-kit';
import { Client } from './client.ts';
import { readInputs } from './inputs.ts';
import { summarize } from './report.ts';
import { run } from './run.ts';

await runAction({ Client, readInputs, run, summarize });
