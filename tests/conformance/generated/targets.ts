import type { Target } from './target.js';
import express from './targets/express.js';
import fastify from './targets/fastify.js';
import fetch from './targets/fetch.js';
import h3 from './targets/h3.js';
import h3v1 from './targets/h3v1.js';
import hapi from './targets/hapi.js';
import hono from './targets/hono.js';
import koa from './targets/koa.js';
import lambdaCallback from './targets/lambda-callback.js';
import { lambda1, lambda2 } from './targets/lambda.js';
import node from './targets/node.js';

/** The frameworks for which programs are made. */
export const TARGETS: readonly Target[] = [
  express,
  node,
  koa,
  fetch,
  hono,
  fastify,
  h3,
  h3v1,
  hapi,
  lambda1,
  lambda2,
  lambdaCallback,
];
