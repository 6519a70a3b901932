import { runAction } from '@perfecto-actions/action-kit';
import { readInputs } from './inputs.ts';
import { post } from './post.ts';
import { failure, summarize } from './report.ts';
import { run } from './run.ts';

await runAction({ readInputs, run, failure, summarize, post });
