#!/usr/bin/env node
import { runCli } from './cli.ts';

// The program of the published package; in a checkout bin/perfecto-lab.mjs finds a Node that runs the sources.
await runCli(process.argv.slice(2));
