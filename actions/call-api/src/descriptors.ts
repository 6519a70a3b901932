import type { AnyOperation } from './client.ts';

/** The modules of the catalogue, one a group; only that of the operation is loaded. */
const modules: Readonly<Record<string, () => Promise<object>>> = {
  command: () => import('@perfecto-actions/catalog/command'),
  device: () => import('@perfecto-actions/catalog/device'),
  group: () => import('@perfecto-actions/catalog/group'),
  report: () => import('@perfecto-actions/catalog/report'),
  reporting: () => import('@perfecto-actions/catalog/reporting'),
  repository: () => import('@perfecto-actions/catalog/repository'),
  reservation: () => import('@perfecto-actions/catalog/reservation'),
  scheduler: () => import('@perfecto-actions/catalog/scheduler'),
  script: () => import('@perfecto-actions/catalog/script'),
  user: () => import('@perfecto-actions/catalog/user'),
};

/** The descriptor of an operation of a catalogue file. */
export async function loadDescriptor({ id, file }: { id: string; file: string }): Promise<AnyOperation> {
  const loaded: object = (await modules[file]?.()) ?? {};
  for (const descriptor of Object.values(loaded) as AnyOperation[])
    if (descriptor.id === id) return descriptor;
  throw new TypeError(`The catalogue has facts of ${id}, but no descriptor in ${file}.`);
}
