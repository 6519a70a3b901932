import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Where a name of a file comes from. */
export interface Imported {
  /** Absolute path of a file of this checkout, or the name of a package. */
  from: string;
  name: string;
}

/** What one declaration refers to. */
export interface Declaration {
  /** `name`, or `Class.member`. */
  name: string;
  /** Names it mentions, members aside. */
  names: Set<string>;
  /** Members reached through a chain, such as `client.reports.download` or `this.list`. */
  chains: Set<string>;
}

/** One TypeScript file, as far as it matters for who calls what. */
export interface SourceFile {
  path: string;
  imports: Map<string, Imported>;
  /** Names handed on from other files: `export {a} from './b.ts'`. */
  handedOn: Map<string, Imported>;
  declarations: Map<string, Declaration>;
  /** Fields of classes that hold an object made with `new`: `Class.field` to the name of the other class. */
  madeFields: Map<string, string>;
}

const parsed = new Map<string, SourceFile>();

/** Reads a file; each one once in a process. Nothing is type-checked, names are followed by their imports. */
export function readSource(path: string): SourceFile {
  const known = parsed.get(path);
  if (known) return known;
  const tree = parse(path);
  const file: SourceFile = {
    path,
    imports: new Map(),
    handedOn: new Map(),
    declarations: new Map(),
    madeFields: new Map(),
  };
  parsed.set(path, file);
  for (const statement of tree.statements) readStatement(statement, file);
  return file;
}

/** The syntax tree of a file. */
export function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
}

function readStatement(statement: ts.Statement, file: SourceFile): void {
  if (ts.isImportDeclaration(statement)) readImport(statement, file);
  else if (ts.isExportDeclaration(statement)) readHandedOn(statement, file);
  else if (ts.isClassDeclaration(statement)) readClass(statement, file);
  else if (ts.isFunctionDeclaration(statement)) declare(statement.name?.text ?? 'default', statement, file);
  else if (ts.isVariableStatement(statement)) {
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name) && initializer) declare(name.text, initializer, file);
    }
  } else declare(`statement ${statement.pos}`, statement, file);
}

function readImport({ importClause, moduleSpecifier }: ts.ImportDeclaration, file: SourceFile): void {
  const bindings = importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings) || !ts.isStringLiteral(moduleSpecifier)) return;
  for (const { name, propertyName } of bindings.elements) {
    file.imports.set(name.text, {
      from: resolved(moduleSpecifier.text, file),
      name: (propertyName ?? name).text,
    });
  }
}

function readHandedOn({ exportClause, moduleSpecifier }: ts.ExportDeclaration, file: SourceFile): void {
  if (!exportClause || !ts.isNamedExports(exportClause)) return;
  if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return;
  for (const { name, propertyName } of exportClause.elements) {
    file.handedOn.set(name.text, {
      from: resolved(moduleSpecifier.text, file),
      name: (propertyName ?? name).text,
    });
  }
}

function resolved(specifier: string, { path }: SourceFile): string {
  return specifier.startsWith('.') ? join(dirname(path), specifier) : specifier;
}

function readClass(node: ts.ClassDeclaration, file: SourceFile): void {
  const className = node.name?.text ?? 'default';
  for (const member of node.members) {
    const name = member.name?.getText() ?? 'constructor';
    declare(`${className}.${name}`, member, file);
    if (ts.isPropertyDeclaration(member) && member.initializer) {
      noteMade(`${className}.${name}`, member.initializer, file);
    }
    if (ts.isConstructorDeclaration(member)) {
      for (const statement of member.body?.statements ?? []) noteAssigned(className, statement, file);
    }
  }
}

/** `this.field = new Other(...)` in a constructor. */
function noteAssigned(className: string, statement: ts.Statement, file: SourceFile): void {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return;
  const { left, right } = statement.expression;
  if (ts.isPropertyAccessExpression(left)) noteMade(`${className}.${left.name.text}`, right, file);
}

function noteMade(field: string, value: ts.Expression, file: SourceFile): void {
  if (ts.isNewExpression(value) && ts.isIdentifier(value.expression)) {
    file.madeFields.set(field, value.expression.text);
  } else if (ts.isObjectLiteralExpression(value)) {
    for (const property of value.properties) {
      if (ts.isPropertyAssignment(property))
        noteMade(`${field}.${property.name.getText()}`, property.initializer, file);
    }
  }
}

function declare(name: string, node: ts.Node, file: SourceFile): void {
  const declaration: Declaration = { name, names: new Set(), chains: new Set() };
  file.declarations.set(name, declaration);
  const visit = (child: ts.Node): void => {
    if (ts.isPropertyAccessExpression(child)) declaration.chains.add(chainOf(child));
    else if (ts.isIdentifier(child) && !isMemberName(child)) declaration.names.add(child.text);
    ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
}

function isMemberName(node: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
}

function chainOf(node: ts.PropertyAccessExpression): string {
  return node.getText().replaceAll(/\s|[?!]/g, '');
}
