import { adonisjs } from './adonisjs.js';
import { azureFunctions } from './azure-functions.js';
import { googleCloudFunctions } from './google-cloud-functions.js';
import { awsLambda } from './aws-lambda.js';
import { astro } from './astro.js';
import { elysia } from './elysia.js';
import { express } from './express.js';
import { fastify } from './fastify/fastify.js';
import { fetch } from './fetch.js';
import type { Framework } from './framework.js';
import { h3 } from './h3.js';
import { hapi } from './hapi.js';
import { hono } from './hono.js';
import { koa } from './koa.js';
import { next } from './next.js';
import { nest } from './nest.js';
import { node } from './node.js';
import { polka } from './polka.js';
import { reactRouter } from './react-router.js';
import { restify } from './restify.js';
import { sveltekit } from './sveltekit.js';
import { tsoa } from './tsoa.js';

/** Every adapter, the more particular ones first: a function belongs to the first that knows it. */
export const FRAMEWORKS: readonly Framework[] = [
  h3,
  hapi,
  nest,
  tsoa,
  sveltekit,
  reactRouter,
  astro,
  adonisjs,
  elysia,
  hono,
  fastify,
  awsLambda,
  azureFunctions,
  koa,
  next,
  polka,
  restify,
  googleCloudFunctions,
  express,
  node,
  fetch,
];
