import { CODES } from './codes.js';
import type { Block, Program, Send, Statement, Test } from './grammar.js';
import type { Kinds, Spelling, Target } from './target.js';

const FLAGS = ['a', 'b', 'd', 'e', 'f'];

/** Prints programs with one effect a line, so that a line says which effect is meant. */
class Printer {
  readonly lines: string[] = [];
  readonly program: Program;
  private depth = 0;
  private count = 0;
  /** Helpers and aliases that are mentioned; only these are printed. */
  readonly mentioned = new Set<string>();
  isInHelper = false;
  /** In how many loops without end. */
  private forever = 0;

  private readonly spelling: Spelling;
  private readonly withStatus: Kinds['withStatus'];
  private readonly sentBy: Kinds['sentBy'];

  constructor(program: Program) {
    this.program = program;
    this.spelling = program.target.spelling;
    this.withStatus = program.target.kinds.withStatus;
    this.sentBy = program.target.kinds.sentBy;
  }

  line(text: string): void {
    this.lines.push(`${'  '.repeat(this.depth)}${text}`);
  }

  indented(open: string, inside: () => void, close: string): void {
    this.line(open);
    this.depth++;
    inside();
    this.depth--;
    this.line(close);
  }

  next(): number {
    return this.count++;
  }

  /** A status; in a helper every second one is its parameter. */
  code(call?: Send['call']): string {
    const count = this.next();
    const { any = CODES, ...others } = this.spelling.codes ?? {};
    const own = call && others[call];
    const codes = own ?? any;
    return this.isInHelper && !own && count % 2 === 1 ? 'status' : String(codes[count % codes.length] ?? 200);
  }

  /** A flag; in a helper there is only its parameter. */
  flag(index: number): string {
    if (this.isInHelper) return 'flag';
    return FLAGS[index % this.program.flags] ?? 'a';
  }

  test(test: Test): string {
    switch (test.is) {
      case 'flag':
        return this.flag(test.flag);
      case 'equals':
        return `${this.flag(test.flag)} === '1'`;
      case 'alias':
        if (this.isInHelper) return 'flag';
        this.mentioned.add(`t${test.alias}`);
        return `t${test.alias}`;
      case 'answered':
        return this.spelling.answered ?? this.flag(0);
      case 'not':
        return test.test.is === 'equals' ? `!(${this.test(test.test)})` : `!${this.test(test.test)}`;
      case 'and':
        return `${this.test(test.left)} && ${this.test(test.right)}`;
      case 'or':
        return `(${this.test(test.left)} || ${this.test(test.right)})`;
    }
  }

  /** An answer: statements, and the expression that answers; `given` takes the place of its own status. */
  send({ call: wanted, status, flag }: Send, given: string | null = null): readonly string[] {
    // Any status may be given, and not every call takes any.
    const call = given !== null && this.spelling.codes?.[wanted] ? 'send' : wanted;
    const either = (): string =>
      status === 'either' ? `${this.flag(flag)} ? ${this.code(call)} : ${this.code(call)}` : this.code(call);
    const hasStatus = status !== 'none' || this.withStatus.includes(call);
    const code = given ?? (hasStatus ? either() : null);
    return this.spelling.send({ call, code, content: this.next() });
  }

  /** The same as one expression. */
  sending(send: Send): string {
    const parts = this.send(send);
    return parts.length > 1 || this.sentBy === 'end' ? `(${parts.join(', ')})` : parts.join('');
  }

  /** Statements that answer. */
  answer(parts: readonly string[], isLeft: boolean): void {
    parts.forEach((part, index) => {
      const isReturned = isLeft && index === parts.length - 1 && this.sentBy !== 'end';
      this.line(`${isReturned ? 'return ' : ''}${part};`);
    });
    if (isLeft && this.sentBy === 'end') this.line('return;');
  }

  private thrown(): string {
    const { thrown } = this.spelling;
    return thrown ? thrown(this.next()) : "new Error('thrown')";
  }

  private get isReturned(): boolean {
    return this.sentBy === 'return';
  }

  private leaves(one: Statement): boolean {
    const isReturning =
      one.is === 'ternary' || one.is === 'atOnce' || one.is === 'variable' || (one.is === 'made' && one.isReturned);
    return (
      one.is === 'return' ||
      (one.is === 'send' && this.program.target.kinds.returned?.includes(one.send.call) === true) ||
      one.is === 'next' ||
      ('leaves' in one && one.leaves) ||
      (this.isReturned && isReturning)
    );
  }

  /** The statements up to the first that leaves; what comes after that is never run. */
  block(block: Block): void {
    const end = block.findIndex((each) => this.leaves(each));
    for (const each of end < 0 ? block : block.slice(0, end + 1)) this.statement(each);
  }

  statement(one: Statement): void {
    switch (one.is) {
      case 'send':
        return this.answer(this.send(one.send), this.leaves(one));
      case 'status':
        return this.line(`${this.spelling.status?.(this.code(), one.by) ?? ''};`);
      case 'field':
        return this.line(`${this.spelling.field?.(`x-${one.name}`, one.does) ?? ''};`);
      case 'if':
        this.indented(`if (${this.test(one.test)}) {`, () => this.block(one.yes), one.no ? '} else {' : '}');
        if (one.no) this.indentedRest(one.no, '}');
        return;
      case 'ternary':
        this.line(`${this.isReturned ? 'return ' : ''}${this.test(one.test)}`);
        this.line(`  ? ${this.sending(one.yes)}`);
        return this.line(`  : ${this.sending(one.no)};`);
      case 'shortCircuit': {
        const test = this.test(one.test);
        if (this.isReturned) {
          this.indented(`if (${test}) {`, () => this.answer(this.send(one.send), true), '}');
          return;
        }
        return this.line(`${test.includes('&&') ? `(${test})` : test} ${one.operator} ${this.sending(one.send)};`);
      }
      case 'return':
        return this.line('return;');
      case 'throw':
        return this.line(`if (${this.test(one.test)}) throw ${this.thrown()};`);
      case 'mayThrow':
        return this.line('mayThrow();');
      case 'await':
        return this.line('await now();');
      case 'try':
        return this.tryStatement(one);
      case 'forOf':
        return this.indented('for (const item of items()) {', () => this.block(one.body), '}');
      case 'filled':
        return this.indented('for (const item of [1, 2]) {', () => this.block(one.body), '}');
      case 'forEach':
        return this.indented('items().forEach((item) => {', () => this.block(one.body), '});');
      case 'atOnce':
        return this.indented(`${this.isReturned ? 'return ' : ';'}(() => {`, () => this.block(one.body), '})();');
      case 'toggle':
        return this.toggle(one);
      case 'for': {
        const index = `i${this.next()}`;
        return this.indented(`for (let ${index} = 0; ${index} < 2; ${index}++) {`, () => this.block(one.body), '}');
      }
      case 'forever':
        return this.indented(
          'while (true) {',
          () => {
            this.forever++;
            this.block(one.body);
            this.forever--;
            this.line('break;');
          },
          '}',
        );
      case 'once':
        return this.indented('do {', () => this.block(one.body), '} while (false);');
      case 'break':
      case 'continue':
        // `continue` would go round for ever.
        return this.line(`if (${this.test(one.test)}) ${this.forever > 0 ? 'break' : one.is};`);
      case 'switch':
        return this.indented(
          `switch (${this.flag(one.flag)}) {`,
          () => {
            this.caseOf("case '1': {", one.yes, !one.falls);
            if (one.no) this.caseOf('default: {', one.no, false);
          },
          '}',
        );
      case 'kinds':
        return this.kinds(one);
      case 'variable': {
        const name = `s${this.next()}`;
        this.line(`let ${name} = ${this.code()};`);
        this.indented(`if (${this.test(one.test)}) {`, () => this.line(`${name} = ${this.code()};`), '}');
        this.block(one.between);
        if (one.between.some((each) => this.leaves(each))) return;
        return this.answer(this.send(one.send, name), this.isReturned);
      }
      case 'helper':
        // What it returns says whether to go on.
        if (one.leaves && this.program.target.kinds.sendsReturned) {
          this.line(`${this.helped(one.helper)};`);
          return this.line('return;');
        }
        return this.line(`${one.leaves ? 'return ' : ''}${this.helped(one.helper)};`);
      case 'guard': {
        if (!this.isReturned) return this.line(`if (!${this.helped(one.helper)}) return;`);
        const name = `g${this.next()}`;
        this.line(`const ${name} = ${this.helped(one.helper)};`);
        return this.line(`if (${name}) return ${name};`);
      }
      case 'local': {
        const name = `l${this.next()}`;
        this.indented(`const ${name} = ${one.isAwaited ? 'async ' : ''}() => {`, () => this.block(one.body), '};');
        return this.line(`if (${this.test(one.test)}) ${this.kept}${one.isAwaited ? 'await ' : ''}${name}();`);
      }
      case 'sender': {
        const name = `l${this.next()}`;
        const parts = this.send(one.send, 'code');
        if (parts.length === 1) this.line(`const ${name} = (code) => ${parts.join('')};`);
        else this.indented(`const ${name} = (code) => {`, () => this.answer(parts, this.isReturned), '};');
        return this.line(`if (${this.test(one.test)}) ${this.kept}${name}(${this.code()});`);
      }
      case 'made': {
        const name = `r${this.next()}`;
        const { made } = this.spelling;
        const parts = this.send(one.send);
        for (const part of parts.slice(0, -1)) this.line(`${part};`);
        this.line(`const ${name} = ${parts.at(-1) ?? ''};`);
        const change = made?.change(name, `x-${this.next() % 2}`) ?? '';
        this.line(`if (${this.test(one.test)}) ${change};`);
        this.block(one.between);
        if (one.isReturned && !one.between.some((each) => this.leaves(each))) this.line(`return ${name};`);
        return;
      }
      case 'later':
        return this.indented('setImmediate(() => {', () => this.block(one.body), '});');
      case 'load':
        return this.indented(
          'load((err, data) => {',
          () => {
            this.indented(
              'if (err) {',
              () => {
                this.block(one.failure);
                this.line('return;');
              },
              '}',
            );
            this.block(one.success);
          },
          '});',
        );
      case 'chain':
        return this.chain(one);
      case 'next':
        return this.line(`return next(${one.error ? "new Error('handed on')" : ''});`);
    }
  }

  /** What stands before a call that may give an answer back. */
  private get kept(): string {
    return this.isReturned ? 'return ' : '';
  }

  private helped(helper: number): string {
    this.mentioned.add(`h${helper}`);
    const { response } = this.spelling;
    return `h${helper}(${response === null ? '' : `${response}, `}${this.code()}, perhaps())`;
  }

  private indentedRest(block: Block, close: string): void {
    this.depth++;
    this.block(block);
    this.depth--;
    this.line(close);
  }

  private caseOf(head: string, block: Block, breaks: boolean): void {
    this.indented(
      head,
      () => {
        this.block(block);
        if (breaks) this.line('break;');
      },
      '}',
    );
  }

  private kinds({ flags, cases }: Statement & { is: 'kinds' }): void {
    const [first, second] = flags.map((each) => this.flag(each));
    const name = `k${this.next()}`;
    this.line(`const ${name} = ${first} ? 'x' : ${first === second ? '' : `${second} ? 'y' : `}'z';`);
    this.indented(
      `switch (${name}) {`,
      () => {
        this.caseOf("case 'x': {", cases[0], true);
        if (first !== second) this.caseOf("case 'y': {", cases[1], true);
        this.caseOf('default: {', cases[2], false);
      },
      '}',
    );
  }

  private toggle({ test, yes, between, last, on }: Statement & { is: 'toggle' }): void {
    const name = `v${this.next()}`;
    this.line(`let ${name} = false;`);
    this.indented(
      `if (${this.test(test)}) {`,
      () => {
        this.line(`${name} = true;`);
        this.block(yes);
      },
      '}',
    );
    this.block(between);
    if (!between.some((each) => this.leaves(each)))
      this.indented(`if (${on ? '' : '!'}${name}) {`, () => this.block(last), '}');
  }

  private tryStatement({ block, handler, finalizer }: Statement & { is: 'try' }): void {
    const catches = handler ?? (finalizer ? null : []);
    // A block that cannot throw would never lead to its handler.
    const guarded: Block = catches ? [{ is: 'mayThrow' }, ...block] : block;
    this.indented('try {', () => this.block(guarded), catches ? '} catch (error) {' : '} finally {');
    if (catches) this.indentedRest(catches, finalizer ? '} finally {' : '}');
    if (finalizer) this.indentedRest(finalizer, '}');
  }

  private chain({ then, failure, shape, leaves, isAwaited }: Statement & { is: 'chain' }): void {
    const waits = isAwaited ? 'await ' : '';
    const start = `${leaves ? 'return ' : ''}${waits}task()`;
    const last = failure ?? [];
    if (shape === 'two' && failure) {
      this.indented(`${start}.then(() => {`, () => this.block(then), '}, (error) => {');
      return this.indentedRest(last, '});');
    }
    // What the promise brought would be returned, which is no answer.
    if (shape === 'finally' && !this.isReturned) {
      this.indented(`${start}.finally(() => {`, () => this.block(then), '}).catch((error) => {');
      return this.indentedRest(last, '});');
    }
    this.indented(`${start}.then(() => {`, () => this.block(then), failure ? '}).catch((error) => {' : '});');
    if (failure) this.indentedRest(failure, '});');
  }
}

/** The functions from outside that programs call. */
export const OUTSIDE = "const { mayThrow, now, items, load, perhaps, task } = require('./outside');";

/** The line of a program that begins its handler. */
export function lineOfHandler(source: string, { spelling: { head } }: Target): number {
  return source.split('\n').findIndex((line) => line === head('') || line === head('async ')) + 1;
}

/** The program as the source of a CommonJS file. */
export function printed(program: Program): string {
  const { spelling, kinds } = program.target;
  const printer = new Printer(program);
  const flags = FLAGS.slice(0, program.flags).join(', ');
  // The body first, for what it mentions.
  const body = linesOf(printer, () => printer.block(program.body));
  printer.isInHelper = true;
  const given = spelling.response === null ? '' : `${spelling.response}, `;
  const helpers = program.helpers.flatMap(({ body: inside, returns }, index) =>
    printer.mentioned.has(`h${index}`)
      ? [
          `function h${index}(${given}status, flag) {`,
          ...linesOf(printer, () => printer.block(inside)),
          ...(kinds.sentBy === 'return' ? [] : [`  return ${returns};`]),
          '}',
        ]
      : [],
  );
  printer.isInHelper = false;
  const aliases = program.aliases.flatMap((test, index) =>
    printer.mentioned.has(`t${index}`) ? [`  const t${index} = ${printer.test(test)};`] : [],
  );
  const source = [
    ...spelling.requires,
    OUTSIDE,
    ...spelling.app,
    ...helpers,
    spelling.head(program.isAsync ? 'async ' : ''),
    `  const { ${flags} } = ${spelling.flags};`,
    ...aliases,
    ...body,
    ...spelling.close,
    '',
  ].join('\n');
  // Which comes first, a promise that the framework waits for or a callback that was put off before, nobody knows.
  if (kinds.sendsReturned && /setImmediate\(|load\(/.test(source)) return source.replaceAll('return task()', 'task()');
  // What a program does after it has handed the request on is between it and the next handler.
  return /setImmediate\(|load\(|task\(|finally/.test(source)
    ? source.replaceAll(/return next\(.*\);/g, 'return;')
    : source;
}

function linesOf(printer: Printer, print: () => void): readonly string[] {
  const from = printer.lines.length;
  print();
  return printer.lines.splice(from).map((line) => `  ${line}`);
}
