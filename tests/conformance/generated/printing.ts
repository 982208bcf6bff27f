import type { Block, Program, Send, Statement, Test } from './grammar.js';

const FLAGS = ['a', 'b', 'c', 'd', 'e'];

/** Final statuses, one for each place that writes one. */
const CODES = [
  201, 202, 203, 204, 206, 207, 208, 226, 304, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413,
  414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507,
  508, 510, 511,
];

/** Calls that are given their status themselves. */
const OWN_STATUS: readonly Send['call'][] = ['sendStatus', 'redirectWith', 'writeHead'];

function leaves(one: Statement): boolean {
  return one.is === 'return' || one.is === 'next' || ('leaves' in one && one.leaves);
}

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

  constructor(program: Program) {
    this.program = program;
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
  code(): string {
    const count = this.next();
    return this.isInHelper && count % 2 === 1 ? 'status' : String(CODES[count % CODES.length] ?? 200);
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
        return 'res.headersSent';
      case 'not':
        return test.test.is === 'equals' ? `!(${this.test(test.test)})` : `!${this.test(test.test)}`;
      case 'and':
        return `${this.test(test.left)} && ${this.test(test.right)}`;
      case 'or':
        return `(${this.test(test.left)} || ${this.test(test.right)})`;
    }
  }

  /** A call that sends, as an expression; `status` takes the place of a literal one. */
  send({ call, status, flag }: Send, given: string | null = null): string {
    const isNode = this.program.target === 'node';
    const either = (): string =>
      status === 'either' ? `${this.flag(flag)} ? ${this.code()} : ${this.code()}` : this.code();
    const code = given ?? (status === 'none' || OWN_STATUS.includes(call) ? null : either());
    const res = code === null || isNode ? 'res' : `res.status(${code})`;
    const content = this.next();
    switch (call) {
      case 'json':
        return `${res}.json({ n: ${content} })`;
      case 'send':
      case 'end':
      case 'write':
        return `${res}.${call}('n${content}')`;
      case 'empty':
        return `${res}.end()`;
      case 'sendStatus':
        return `res.sendStatus(${given ?? either()})`;
      case 'redirect':
        return `${res}.redirect('/${content}')`;
      case 'redirectWith':
        return `res.redirect(${given ?? either()}, '/${content}')`;
      case 'writeHead':
        // What only begins is open to the engine, so every second head in Node does, and none in Express.
        return `res.writeHead(${given ?? either()}, { 'x-${content % 2}': '1' })${isNode && content % 2 === 0 ? '' : `.end('n${content}')`}`;
    }
  }

  /** The statements up to the first that leaves; what comes after that is never run. */
  block(block: Block): void {
    const end = block.findIndex(leaves);
    for (const each of end < 0 ? block : block.slice(0, end + 1)) this.statement(each);
  }

  statement(one: Statement): void {
    switch (one.is) {
      case 'send':
        return this.line(`${one.leaves ? 'return ' : ''}${this.send(one.send)};`);
      case 'status':
        return this.line(
          one.by === 'property' || this.program.target === 'node'
            ? `res.statusCode = ${this.code()};`
            : `res.status(${this.code()});`,
        );
      case 'field': {
        const name = `x-${one.name}`;
        if (one.does === 'remove') return this.line(`res.removeHeader('${name}');`);
        if (this.program.target === 'node') return this.line(`res.setHeader('${name}', '1');`);
        return this.line(one.does === 'object' ? `res.set({ '${name}': '1' });` : `res.${one.does}('${name}', '1');`);
      }
      case 'if':
        this.indented(`if (${this.test(one.test)}) {`, () => this.block(one.yes), one.no ? '} else {' : '}');
        if (one.no) this.indentedRest(one.no, '}');
        return;
      case 'ternary':
        this.line(this.test(one.test));
        this.line(`  ? ${this.send(one.yes)}`);
        return this.line(`  : ${this.send(one.no)};`);
      case 'shortCircuit': {
        const test = this.test(one.test);
        return this.line(`${test.includes('&&') ? `(${test})` : test} ${one.operator} ${this.send(one.send)};`);
      }
      case 'return':
        return this.line('return;');
      case 'throw':
        return this.line(`if (${this.test(one.test)}) throw new Error('thrown');`);
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
        return this.indented(';(() => {', () => this.block(one.body), '})();');
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
        if (one.between.some(leaves)) return;
        if (this.program.target === 'node') this.line(`res.statusCode = ${name};`);
        return this.line(`${this.send(one.send, name)};`);
      }
      case 'helper':
        this.mentioned.add(`h${one.helper}`);
        return this.line(`${one.leaves ? 'return ' : ''}h${one.helper}(res, ${this.code()}, perhaps());`);
      case 'guard':
        this.mentioned.add(`h${one.helper}`);
        return this.line(`if (!h${one.helper}(res, ${this.code()}, perhaps())) return;`);
      case 'local': {
        const name = `l${this.next()}`;
        const waits = one.isAwaited && this.program.isAsync;
        this.indented(`const ${name} = ${waits ? 'async ' : ''}() => {`, () => this.block(one.body), '};');
        this.line(`if (${this.test(one.test)}) ${waits ? 'await ' : ''}${name}();`);
        return;
      }
      case 'sender': {
        const name = `l${this.next()}`;
        this.line(`const ${name} = (code) => ${this.send(one.send, 'code')};`);
        this.line(`if (${this.test(one.test)}) ${name}(${this.code()});`);
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
    if (!between.some(leaves)) this.indented(`if (${on ? '' : '!'}${name}) {`, () => this.block(last), '}');
  }

  private tryStatement({ block, handler, finalizer }: Statement & { is: 'try' }): void {
    const catches = handler ?? (finalizer ? null : []);
    // A block that cannot throw would never lead to its handler.
    const guarded: Block = catches ? [{ is: 'mayThrow' }, ...block] : block;
    this.indented('try {', () => this.block(guarded), catches ? '} catch (error) {' : '} finally {');
    if (catches) this.indentedRest(catches, finalizer ? '} finally {' : '}');
    if (finalizer) this.indentedRest(finalizer, '}');
  }

  private chain({ then, failure, shape, leaves }: Statement & { is: 'chain' }): void {
    const start = `${leaves ? 'return ' : ''}task()`;
    const last = failure ?? [];
    if (shape === 'two' && failure) {
      this.indented(`${start}.then(() => {`, () => this.block(then), '}, (error) => {');
      return this.indentedRest(last, '});');
    }
    if (shape === 'finally') {
      this.indented(`${start}.finally(() => {`, () => this.block(then), '}).catch((error) => {');
      return this.indentedRest(last, '});');
    }
    this.indented(`${start}.then(() => {`, () => this.block(then), failure ? '}).catch((error) => {' : '});');
    if (failure) this.indentedRest(failure, '});');
  }
}

/** The program as the source of a CommonJS file. */
export function printed(program: Program): string {
  const isNode = program.target === 'node';
  const printer = new Printer(program);
  const flags = FLAGS.slice(0, program.flags).join(', ');
  // The body first, for what it mentions.
  const body = linesOf(printer, () => printer.block(program.body));
  printer.isInHelper = true;
  const helpers = program.helpers.flatMap(({ body: inside, returns }, index) =>
    printer.mentioned.has(`h${index}`)
      ? [
          `function h${index}(res, status, flag) {`,
          ...linesOf(printer, () => printer.block(inside)),
          `  return ${returns};`,
          '}',
        ]
      : [],
  );
  printer.isInHelper = false;
  const aliases = program.aliases.flatMap((test, index) =>
    printer.mentioned.has(`t${index}`) ? [`  const t${index} = ${printer.test(test)};`] : [],
  );
  const head = `${program.isAsync ? 'async ' : ''}(req, res${isNode ? '' : ', next'}) => {`;
  const source = [
    isNode ? "const http = require('http');" : "const express = require('express');",
    "const { mayThrow, now, items, load, perhaps, task } = require('./outside');",
    ...(isNode ? [] : ['const app = express();']),
    ...helpers,
    isNode ? `module.exports = http.createServer(${head}` : `app.get('/x', ${head}`,
    `  const { ${flags} } = req.${isNode ? 'headers' : 'query'};`,
    ...aliases,
    ...body,
    '});',
    ...(isNode ? [] : ['module.exports = app;']),
    '',
  ].join('\n');
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
