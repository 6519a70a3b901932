// Stands in for actions/download-artifact where nothing can be fetched: its inputs `name` and `path`, through the
// client library that the real one is made of.
import { DefaultArtifactClient } from '@actions/artifact';

const client = new DefaultArtifactClient();
const { artifact } = await client.getArtifact(process.env['INPUT_NAME'] ?? '');
// An input that is not given is an empty text.
const path = process.env['INPUT_PATH'] ?? '';
await client.downloadArtifact(artifact.id, { path: path === '' ? '.' : path });
