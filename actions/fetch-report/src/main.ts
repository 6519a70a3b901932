import { setFlagsFromString } from 'node:v8';
import { runAction } from '@perfecto-actions/action-kit';
import { Client } from './client.ts';
import { readInputs } from './inputs.ts';
import { failure, summarize } from './report.ts';
import { run } from './run.ts';

// Downloads and reports make much that is soon gone; for it V8 would let its nursery grow, to no use (decision 17).
setFlagsFromString('--semi-space-growth-factor=1');

await runAction({ Client, readInputs, run, failure, summarize });
