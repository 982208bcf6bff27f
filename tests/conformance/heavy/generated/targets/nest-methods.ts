import type { Framework } from '../../../framework.js';
import { instrumentCalls } from '../../../generated/calls.js';
import { MadeAnswers } from '../../../generated/made.js';
import type { Call, Stage } from '../../../generated/stage.js';
import { lineOfProgram, type Taking } from '../../../generated/taking.js';
import type { Kinds, Runner, Spelling, Target } from '../../../generated/target.js';
import { instrument as instrumentReply, type Reply } from '../../../generated/targets/fastify.js';
import { applicationOf, listenerOf, nestIn, type Class, type Common, type Platform } from '../../nest.js';
import { undecorated } from './decorating.js';

/** Methods of controllers for which programs are made. */
export interface Style {
  readonly name: string;
  readonly framework: Framework;
  readonly platform: Platform;
  /** What answers: what a method returns, what it does with the response that it asks for, or both. */
  readonly answersWith: 'value' | 'response' | 'both';
  /** The decorators of a method, and its name with its parameters. */
  readonly decorators: string;
  readonly signature: string;
  readonly method?: 'POST';
  readonly kinds: Kinds;
  readonly spelling: Pick<Spelling, 'response' | 'answered' | 'codes' | 'send' | 'status' | 'field' | 'answers'>;
  readonly tested: Target['tested'];
}

const made = new MadeAnswers();

/** A decorator, and the status that it sets, with its line. */
interface Decorator {
  (...args: readonly unknown[]): void;
  readonly sets?: Sets;
}
interface Sets {
  readonly by: 'HttpCode' | 'Redirect';
  readonly code: number | null;
  readonly line: number;
}

type Decorate = (
  owner: Class,
  name: string | null,
  own: readonly Decorator[],
  ofParameters: readonly (readonly Call[])[],
) => void;

/** Decorates as TypeScript does: from the last to the first, and parameters before their method. */
function decorating(noted: (method: Call, own: readonly Sets[]) => Call): Decorate {
  return (owner, name, own, ofParameters) => {
    if (name === null) return [...own].reverse().forEach((decorate) => decorate(owner));
    // Methods of a class are kept on its prototype.
    const members = owner.prototype as Record<string, Call>;
    members[name] = noted(
      members[name] as Call,
      own.flatMap(({ sets }) => sets ?? []),
    );
    ofParameters.forEach((each, at) => each.forEach((decorate) => decorate(members, name, at)));
    const descriptor = Object.getOwnPropertyDescriptor(members, name);
    [...own].reverse().forEach((decorate) => decorate(members, name, descriptor));
  };
}

/** `@nestjs/common` with notes taken of where statuses are set, and errors made. */
function notingCommon(common: Common): object {
  const { HttpCode, Redirect, ...others } = common as unknown as Readonly<Record<string, Call>>;
  const setting =
    (by: Sets['by'], make: Call | undefined, position: number): Call =>
    (...args) =>
      Object.assign(make?.(...args) as Call, { sets: { by, code: args[position] ?? null, line: lineOfProgram() } });
  return {
    ...Object.fromEntries(
      Object.entries(others).map(([name, value]) => [name, name.endsWith('Exception') ? notingError(value) : value]),
    ),
    HttpCode: setting('HttpCode', HttpCode, 0),
    Redirect: setting('Redirect', Redirect, 1),
  };
}

function notingError(exported: unknown): object {
  const Exception = exported as new (...args: unknown[]) => Error;
  return class extends Exception {
    readonly line = lineOfProgram();
  };
}

function isReply(value: unknown): value is Reply {
  return typeof value === 'object' && value !== null && 'sent' in value && 'raw' in value;
}

/** A method with notes taken of it. */
function notedMethod(method: Call, own: readonly Sets[], style: Style, stage: Stage): Call {
  return function (this: unknown, ...args) {
    const notes = stage.taking();
    for (const { by, code, line } of own) if (by === 'HttpCode' && code !== null) notes.status(code, line);
    const reply = args.find(isReply);
    // Nest has set the method's own status.
    if (reply) instrumentReply(reply, stage, 'with status');
    const fail = (error: unknown): never => {
      notes.handOn('error', error);
      throw error;
    };
    const end = (value: unknown): unknown => {
      const redirect = own.find(({ by }) => by === 'Redirect');
      if (redirect) redirected(value, redirect, notes);
      else if (style.answersWith !== 'response') sentBy(value, notes, () => args.includes(value));
      return value;
    };
    try {
      const given = Reflect.apply(
        method,
        this,
        args.map((each) => (typeof each === 'function' ? notedNext(each as Call, notes) : each)),
      );
      return given instanceof Promise ? given.then(end, fail) : end(given);
    } catch (error) {
      return fail(error);
    }
  };
}

function notedNext(next: Call, notes: Taking): Call {
  return (...args) => {
    if (!notes.next()) return;
    notes.handOn(args.length > 0 ? 'error' : 'next', args[0]);
    next(...args);
  };
}

/** Notes that what a method has returned is sent. */
function sentBy(value: unknown, notes: Taking, isResponse: () => boolean): void {
  if (!notes.hasBegun()) return made.has(value) ? made.give(notes, value) : notes.ended();
  if ((value ?? null) === null || isResponse()) return;
  notes.events.push({ is: 'send', line: 0, code: null, redirects: false, first: notes.first });
}

/** Notes that `@Redirect()` sends, with a status that what was returned may replace. */
function redirected(value: unknown, { code, line }: Sets, notes: Taking): void {
  const { statusCode } = Object(value ?? {}) as { readonly statusCode?: unknown };
  const sent = typeof statusCode === 'number' && statusCode > 0 ? statusCode : code;
  notes.events.push({ is: 'send', line, code: sent, redirects: sent === null, first: null });
}

function runnerOf(style: Style): Runner {
  const { platform, framework } = style;
  const nest = nestIn(framework.major === 12 ? '.' : './nest11');
  return {
    compiled: undecorated,
    modules: () => ({ '@nestjs/common': notingCommon(nest.common), [platform]: {} }),
    globals: (stage) => ({
      decorate: decorating((method, own) => notedMethod(method, own, style, stage)),
      Response: new Proxy(Response, {
        construct(target, args: ConstructorParameters<typeof Response>) {
          const code = args[1]?.status ?? null;
          // Without a status it brings its usual one.
          return made.make(stage.taking(), { code, redirects: code === null }, () => new target(...args));
        },
      }),
    }),
    listener(exported, { taking }) {
      // A program's last line exports its controller.
      const Cases = exported as Class;
      const listening = applicationOf({ Cases }, platform, nest).then((app) => listenerOf(app, platform));
      return (request, response) => {
        const notes = taking();
        notes.waiting++;
        void listening.then((listener) => {
          notes.waiting--;
          listener(request, response);
        });
      };
    },
    ...(platform === 'express' ? { instrument: instrumentCalls } : {}),
    turns: 20,
  };
}

const ERRORS = [
  "new Error('thrown')",
  'new NotFoundException()',
  'new ConflictException()',
  "new HttpException('thrown', 410)",
  "new BadRequestException('thrown')",
  'new ServiceUnavailableException()',
];

/** Programs that are methods of that style. */
export function nest(style: Style): Target {
  const { name, framework, platform, decorators, signature, kinds, spelling, tested, method } = style;
  return {
    name,
    // Fastify tells of each answer that it leaves out.
    framework: platform === 'fastify' ? { ...framework, warnsOfRepeats: true } : framework,
    usual: 'sync',
    ...(method ? { method } : {}),
    kinds,
    spelling: {
      ...spelling,
      requires: ["const Nest = require('@nestjs/common');", `require('${platform}');`],
      app: [
        'const { Controller, Get, Header, HttpCode, Next, Post, Query, Redirect, Res } = Nest;',
        'const { BadRequestException, ConflictException, HttpException } = Nest;',
        'const { NotFoundException, ServiceUnavailableException } = Nest;',
      ],
      head: (kind) => `@Controller() class Cases { ${decorators} ${kind}${signature} {`,
      close: ['} }', 'module.exports = Cases;'],
      flags: 'query',
      thrown: (choice) => ERRORS[choice % ERRORS.length] ?? '',
    },
    runner: runnerOf(style),
    tested,
  };
}
