// Stands in for actions/upload-artifact where nothing can be fetched: its inputs `name` and `path` (one file or
// folder), through the client library that the real one is made of.
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DefaultArtifactClient } from '@actions/artifact';

const given = resolve(process.env['INPUT_PATH'] ?? '.');
const isFolder = (await stat(given)).isDirectory();
const entries = isFolder ? await readdir(given, { recursive: true, withFileTypes: true }) : [];
const inside = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
await new DefaultArtifactClient().uploadArtifact(
  process.env['INPUT_NAME'] ?? 'artifact',
  isFolder ? inside : [given],
  isFolder ? given : dirname(given),
);
