import { join } from 'node:path';
import { memberOf, Reach, type Place } from './reach.ts';
import { readSource, type SourceFile } from './source-file.ts';

/** A method of a resource, by its path below `PerfectoClient`: `v1.devices.list`. */
export interface ClientMethod {
  path: string;
  place: Place;
  /** Ids whose descriptor the method itself names. */
  direct: string[];
  /** Ids it reaches by what it calls. */
  reached: string[];
}

/** Every public method of every resource of `PerfectoClient`, with the operations it calls. */
export function readClientMethods(root: string, ids: ReadonlyMap<string, string>): ClientMethod[] {
  const face = readSource(join(root, 'packages/client/src/perfecto-client.ts'));
  const reach = new Reach(ids);
  return resources(face, 'PerfectoClient', '').flatMap(({ path, file, className }) =>
    methodsOf(file, className).map((name) => {
      const [place] = [...memberOf(file, className, name)];
      if (!place) throw new TypeError(`${className}.${name} was listed and is not there`);
      const direct = reach.direct(place);
      const reached = [...reach.all([place])].filter((id) => !direct.includes(id));
      return { path: `${path}.${name}`, place, direct, reached };
    }),
  );
}

interface Resource {
  path: string;
  file: SourceFile;
  className: string;
}

/** Fields that hold resources, and the resources in their fields. */
function resources(file: SourceFile, className: string, above: string): Resource[] {
  const found: Resource[] = [];
  for (const [field, made] of file.madeFields) {
    if (!field.startsWith(`${className}.`)) continue;
    const path = [above, field.slice(className.length + 1)].filter(Boolean).join('.');
    const imported = file.imports.get(made);
    const home = imported ? readSource(imported.from) : file;
    const resource = { path, file: home, className: imported?.name ?? made };
    found.push(resource, ...resources(home, resource.className, path));
  }
  return found;
}

function methodsOf(file: SourceFile, className: string): string[] {
  return [...file.declarations.keys()]
    .filter((name) => name.startsWith(`${className}.`))
    .map((name) => name.slice(className.length + 1))
    .filter(
      (name) =>
        name !== 'constructor' && !name.startsWith('#') && !file.madeFields.has(`${className}.${name}`),
    );
}
