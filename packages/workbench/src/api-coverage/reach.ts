import { readSource, type Declaration, type SourceFile } from './source-file.ts';

/** Follows names to the operations that a declaration reaches. */
export class Reach {
  /** Ids by the names of their descriptors. */
  readonly #ids: ReadonlyMap<string, string>;
  /** Resolves a chain such as `client.reports.download` to a declaration elsewhere. */
  readonly #followChain: (chain: string) => Place | undefined;
  /** Face of a package whose functions are followed into their files. */
  readonly #faces: ReadonlyMap<string, string>;

  constructor(
    ids: ReadonlyMap<string, string>,
    options: { followChain?: (chain: string) => Place | undefined; faces?: ReadonlyMap<string, string> } = {},
  ) {
    this.#ids = ids;
    this.#followChain = options.followChain ?? (() => undefined);
    this.#faces = options.faces ?? new Map();
  }

  /** Ids whose descriptor the declaration names itself. */
  direct({ file, declaration }: Place): string[] {
    return [...declaration.names]
      .map((name) => file.imports.get(name))
      .filter((imported) => imported?.from.startsWith('@perfecto-actions/catalog/'))
      .map((imported) => this.#ids.get(imported?.name ?? ''))
      .filter((id) => id !== undefined);
  }

  /** Ids that the declarations reach, through whatever they call. */
  all(from: readonly Place[]): Set<string> {
    const ids = new Set<string>();
    const seen = new Set<Declaration>();
    const pending = [...from];
    for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
      if (seen.has(place.declaration)) continue;
      seen.add(place.declaration);
      for (const id of this.direct(place)) ids.add(id);
      pending.push(...this.#next(place));
    }
    return ids;
  }

  *#next({ file, declaration }: Place): Generator<Place> {
    for (const name of declaration.names) yield* this.#named(file, name);
    const className = declaration.name.includes('.') ? declaration.name.split('.')[0] : undefined;
    for (const chain of declaration.chains) {
      const own = /^this\.(.+)$/.exec(chain)?.[1];
      if (own !== undefined && className !== undefined) yield* memberOf(file, className, own);
      const elsewhere = this.#followChain(chain);
      if (elsewhere) yield elsewhere;
    }
  }

  /** The declarations behind a name: one function or constant, or every member of a class. */
  *#named(file: SourceFile, name: string): Generator<Place> {
    for (const declaration of file.declarations.values()) {
      if (declaration.name === name || declaration.name.startsWith(`${name}.`)) yield { file, declaration };
    }
    const imported = file.imports.get(name) ?? file.handedOn.get(name);
    if (!imported) return;
    const path = this.#faces.get(imported.from) ?? imported.from;
    if (path.endsWith('.ts')) yield* this.#named(readSource(path), imported.name);
  }
}

/** A declaration and the file it stands in. */
export interface Place {
  file: SourceFile;
  declaration: Declaration;
}

/** A member of a class, also of an object that one of its fields holds: `list`, `csvTask.create`. */
export function* memberOf(file: SourceFile, className: string, path: string): Generator<Place> {
  const declaration = file.declarations.get(`${className}.${path}`);
  if (declaration) yield { file, declaration };
  const [field = '', ...rest] = path.split('.');
  const made = file.madeFields.get(`${className}.${field}`);
  if (made === undefined || rest.length === 0) return;
  const imported = file.imports.get(made);
  const home = imported?.from.endsWith('.ts') ? readSource(imported.from) : file;
  yield* memberOf(home, imported?.name ?? made, rest.join('.'));
}
