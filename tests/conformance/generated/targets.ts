import type { Target } from './target.js';
import express from './targets/express.js';
import fastify from './targets/fastify.js';
import fetch from './targets/fetch.js';
import h3 from './targets/h3.js';
import hapi from './targets/hapi.js';
import hono from './targets/hono.js';
import koa from './targets/koa.js';
import node from './targets/node.js';

/** The frameworks for which programs are made. */
export const TARGETS: readonly Target[] = [express, node, koa, fetch, hono, fastify, h3, hapi];

/** Where the handler of a program begins, and the framework that it is for. */
export function targetOf(source: string): { readonly target: Target; readonly line: number } {
  const lines = source.split('\n');
  for (const target of TARGETS) {
    const { head } = target.spelling;
    const at = lines.findIndex((line) => line === head('') || line === head('async '));
    if (at >= 0) return { target, line: at + 1 };
  }
  throw new Error(`No framework is known for\n${source}`);
}
