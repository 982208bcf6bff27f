import { lineOfHandler, OUTSIDE } from '../generated/printing.js';
import type { Target } from '../generated/target.js';
import express from '../generated/targets/express.js';
import fastify from '../generated/targets/fastify.js';
import fetch from '../generated/targets/fetch.js';
import h3 from '../generated/targets/h3.js';
import h3v1 from '../generated/targets/h3v1.js';
import hapi from '../generated/targets/hapi.js';
import hono from '../generated/targets/hono.js';
import koa from '../generated/targets/koa.js';
import lambdaCallback from '../generated/targets/lambda-callback.js';
import { lambda1, lambda2 } from '../generated/targets/lambda.js';
import node from '../generated/targets/node.js';

type Kind = 'sync' | 'async';

/** The source of a program, and the framework that it is for. */
export interface Spelled {
  readonly text: string;
  readonly target: Target;
}

/** Makes a program: its handler's flags and body, what stands before it, and whether it is `async`. */
export type Spell = (flags: string, body: string, before?: string, kind?: Kind) => Spelled;

export const inExpress = spell(express);
export const inNode = spell(node);
export const inHono = spell(hono);
export const inKoa = spell(koa);
export const inFastify = spell(fastify);
export const inH3 = spell(h3);
export const inH3v1 = spell(h3v1);
export const inHapi = spell(hapi);
export const inLambdaCallback = spell(lambdaCallback);
export const inLambda1 = spell(lambda1);
export const inLambda2 = spell(lambda2);
export const inFetch = spell(fetch);

/** What the programs of a framework are written with there. */
function nameIn({ name }: Target): string {
  return `in${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

export function spell(target: Target): Spell {
  const { spelling, usual } = target;
  return (flags, body, before = '', kind = usual) => ({
    target,
    text: [
      ...spelling.requires,
      OUTSIDE,
      ...spelling.app,
      before,
      spelling.head(kind === 'async' ? 'async ' : ''),
      `  const { ${flags} } = ${spelling.flags};`,
      body,
      ...spelling.close,
    ].join('\n'),
  });
}

/** The program as an entry of the list of regressions. */
export function asRegression(source: string, target: Target): string {
  const line = lineOfHandler(source, target);
  const { requires, app, head, close } = target.spelling;
  const lines = source.trimEnd().split('\n');
  const before = lines.slice(requires.length + 1 + app.length, line - 1);
  const body = lines.slice(line + 1, -close.length);
  const flags = /\{ (.*) \}/.exec(lines[line] ?? '')?.[1] ?? '';
  const kind: Kind = lines[line - 1] === head('') ? 'sync' : 'async';
  const given = [
    `'${flags}'`,
    quoted(body),
    ...(before.length > 0 || kind !== target.usual ? [quoted(before)] : []),
    ...(kind === target.usual ? [] : [`'${kind}'`]),
  ];
  return [
    "  'what happens in it': {",
    '    known: null,',
    `    source: ${nameIn(target)}(`,
    ...given.map((each) => `      ${each},`),
    '    ),',
    '  },',
  ].join('\n');
}

function quoted(lines: readonly string[]): string {
  return lines.length === 0 ? "''" : `\`\n${lines.map((line) => `    ${line}`).join('\n')}\``;
}
