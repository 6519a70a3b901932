import { ExpressionError } from './errors.ts';

/** A parsed expression. `equals` under `not` stands for `!=`. */
export type ExpressionNode =
  | { readonly kind: 'literal'; readonly value: string | boolean }
  | { readonly kind: 'status'; readonly name: 'always' | 'success' | 'failure' | 'cancelled' }
  | { readonly kind: 'reference'; readonly path: readonly string[] }
  | { readonly kind: 'not'; readonly operand: ExpressionNode }
  | { readonly kind: 'and' | 'or' | 'equals'; readonly left: ExpressionNode; readonly right: ExpressionNode };

const statusFunctions = ['always', 'success', 'failure', 'cancelled'] as const;
const tokenPattern =
  /\s*(?:(?<word>[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)|(?<text>'(?:[^']|'')*')|(?<sign>&&|\|\||==|!=|[!()]))/y;

/** @throws ExpressionError naming the place where the expression leaves the known syntax. */
export function parseExpression(expression: string): ExpressionNode {
  return new ExpressionParser(expression).parse();
}

/** Recursive descent in GitHub's order of precedence: `!`, `==` and `!=`, `&&`, `||`. */
class ExpressionParser {
  private readonly expression: string;
  private readonly tokens: readonly string[];
  private next = 0;

  constructor(expression: string) {
    this.expression = expression.trim();
    this.tokens = this.tokenise();
  }

  parse(): ExpressionNode {
    if (this.tokens.length === 0) this.fail('it is empty.');
    const node = this.or();
    const rest = this.tokens[this.next];
    if (rest !== undefined) this.fail(`"${rest}" is not expected there.`);
    return node;
  }

  private tokenise(): string[] {
    const tokens: string[] = [];
    const pattern = new RegExp(tokenPattern);
    while (pattern.lastIndex < this.expression.length) {
      const start = pattern.lastIndex;
      const groups = pattern.exec(this.expression)?.groups;
      const token = groups?.['word'] ?? groups?.['text'] ?? groups?.['sign'];
      if (token === undefined) this.fail(`"${this.expression.slice(start).trim()}" is not known.`);
      tokens.push(token);
    }
    return tokens;
  }

  private or(): ExpressionNode {
    let left = this.and();
    while (this.accept('||')) left = { kind: 'or', left, right: this.and() };
    return left;
  }

  private and(): ExpressionNode {
    let left = this.equality();
    while (this.accept('&&')) left = { kind: 'and', left, right: this.equality() };
    return left;
  }

  private equality(): ExpressionNode {
    const left = this.unary();
    if (this.accept('==')) return { kind: 'equals', left, right: this.unary() };
    if (this.accept('!=')) return { kind: 'not', operand: { kind: 'equals', left, right: this.unary() } };
    return left;
  }

  private unary(): ExpressionNode {
    if (this.accept('!')) return { kind: 'not', operand: this.unary() };
    if (this.accept('(')) {
      const inner = this.or();
      this.expect(')');
      return inner;
    }
    return this.operand();
  }

  private operand(): ExpressionNode {
    const token = this.tokens[this.next];
    if (token === undefined) this.fail('it ends too early.');
    this.next += 1;
    if (token.startsWith("'")) {
      return { kind: 'literal', value: token.slice(1, -1).replaceAll("''", "'") };
    }
    if (token === 'true' || token === 'false') return { kind: 'literal', value: token === 'true' };
    if (!/^\w/.test(token)) this.fail(`"${token}" is not expected there.`);
    if (!this.accept('(')) return { kind: 'reference', path: token.split('.') };
    const name = statusFunctions.find((known) => known === token.toLowerCase());
    if (name === undefined) {
      this.fail(`the function ${token}() is not known. Known: ${statusFunctions.join('(), ')}().`);
    }
    this.expect(')');
    return { kind: 'status', name };
  }

  private accept(token: string): boolean {
    if (this.tokens[this.next] !== token) return false;
    this.next += 1;
    return true;
  }

  private expect(token: string): void {
    if (!this.accept(token)) this.fail(`"${token}" is missing.`);
  }

  private fail(problem: string): never {
    throw new ExpressionError(this.expression, problem);
  }
}
