import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { packPackages } from '../pack-packages.ts';

const command = new Command('pack')
  .description('Builds and packs the packages that others can install.')
  .argument('[folder]', 'where the tarballs go', '.work/packages')
  .parse();

const target = resolve(command.args[0] ?? '.work/packages');
await mkdir(target, { recursive: true });
for (const tarball of await packPackages(target)) process.stdout.write(`${tarball}\n`);
