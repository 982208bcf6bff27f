import { parseForESLint } from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import * as fc from 'fast-check';
import type { Source } from './linting.js';

/** A statement or an expression in a source. */
interface Part {
  readonly is: 'statement' | 'expression';
  readonly range: readonly [number, number];
}

/** Puts parts of any source in the place of parts of one. The numbers say which. */
interface Grafting {
  readonly source: number;
  readonly grafts: readonly { readonly at: number; readonly from: number }[];
}

/** The properties that hold an expression, whatever holds them. */
const EXPRESSIONS = new Set(['argument', 'arguments', 'callee', 'object', 'init', 'right', 'test', 'discriminant']);
const EXPRESSION =
  /^(?:(?!Spread)\w*(?:Expression|Literal)|Identifier)$|^(?:ChainExpression|JSXElement|ClassExpression)$/;
const STATEMENT = /(?:Statement|VariableDeclaration|FunctionDeclaration|ClassDeclaration)$/;

/** Statements and expressions from all sources, and where those of each source are. */
export class Garden {
  private readonly own: readonly (readonly Part[])[];
  private readonly scions: Readonly<Record<Part['is'], readonly string[]>>;
  private readonly stocks: readonly Source[];

  /** Parts are taken from further sources, too. */
  constructor(sources: readonly Source[], further: readonly Source[]) {
    this.stocks = sources;
    this.own = sources.map(partsOf);
    const texts = [...sources, ...further].flatMap((source, index) =>
      (this.own[index] ?? partsOf(source)).map(({ is, range }) => ({ is, text: source.code.slice(...range) })),
    );
    // What is too long would be a source of its own.
    const short = texts.filter(({ text }) => text.length < 2_000);
    const all = (wanted: Part['is']) => [...new Set(short.filter(({ is }) => is === wanted).map(({ text }) => text))];
    this.scions = { statement: all('statement'), expression: all('expression').map((text) => `(${text})`) };
  }

  /** Sources with the parts of others in them. */
  sources(): fc.Arbitrary<Source> {
    const position = fc.nat(1_000_000);
    const grafting = fc.record({
      source: fc.nat(this.stocks.length - 1),
      grafts: fc.array(fc.record({ at: position, from: position }), { minLength: 1, maxLength: 4 }),
    });
    return grafting.map((each) => this.grown(each));
  }

  private grown({ source: index, grafts }: Grafting): Source {
    const parts = this.own[index] ?? [];
    const source = this.stocks[index];
    if (!source) throw new Error(`There is no source ${index}`);
    let code = source.code;
    let end = Infinity;
    const places = grafts
      .flatMap(({ at, from }) => {
        const part = parts[at % parts.length];
        return part ? [{ part, from }] : [];
      })
      .sort((one, other) => other.part.range[0] - one.part.range[0]);
    for (const { part, from } of places) {
      if (part.range[1] > end) continue;
      end = part.range[0];
      const scions = this.scions[part.is];
      code = code.slice(0, part.range[0]) + (scions[from % scions.length] ?? '') + code.slice(part.range[1]);
    }
    return { ...source, code };
  }
}

/** The parts of a source that something else may take the place of; none of one that does not parse. */
function partsOf({ name, code, sourceType }: Source): readonly Part[] {
  let parsed;
  try {
    const options = { sourceType, range: true, filePath: name, ecmaFeatures: { jsx: true } } as const;
    parsed = parseForESLint(code, options);
  } catch {
    return [];
  }
  const { ast, visitorKeys } = parsed;
  const found: Part[] = [];
  const pending: TSESTree.Node[] = [ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const key of visitorKeys[node.type] ?? []) {
      // The parser's own table says that these keys hold nodes, lists of nodes, or nothing.
      const value = (node as unknown as Record<string, TSESTree.Node | readonly (TSESTree.Node | null)[] | null>)[key];
      for (const child of Array.isArray(value) ? value : [value]) {
        if (!isNode(child)) continue;
        pending.push(child);
        if (STATEMENT.test(child.type) && isStatementPlace(node, key))
          found.push({ is: 'statement', range: child.range });
        else if (EXPRESSION.test(child.type) && isExpressionPlace(node, key))
          found.push({ is: 'expression', range: child.range });
      }
    }
  }
  return found;
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function isStatementPlace({ type }: TSESTree.Node, key: string): boolean {
  if (type === 'BlockStatement' || type === 'Program' || type === 'SwitchCase') return key !== 'test';
  return (type === 'IfStatement' || /^(?:For|While|Do)/.test(type)) && /^(?:body|consequent|alternate)$/.test(key);
}

function isExpressionPlace(node: TSESTree.Node, key: string): boolean {
  switch (node.type) {
    case 'ConditionalExpression':
    case 'ExpressionStatement':
    case 'SequenceExpression':
    case 'ArrayExpression':
    case 'TemplateLiteral':
      return key !== 'quasis';
    case 'BinaryExpression':
    case 'LogicalExpression':
      return true;
    case 'ArrowFunctionExpression':
      return key === 'body';
    case 'Property':
      // A name may as well be the target of a pattern.
      return key === 'value' && node.value.type !== 'Identifier' && !node.method && node.kind === 'init';
    case 'UpdateExpression':
    case 'RestElement':
      return false;
    default:
      return EXPRESSIONS.has(key);
  }
}
