import {
  inExpress,
  inFastify,
  inFetch,
  inH3,
  inH3v1,
  inHapi,
  inHono,
  inKoa,
  inLambda1,
  inLambda2,
  inLambdaCallback,
  inNode,
} from './spelling.js';
import type { Regression } from './testing.js';

/**
 * Minimal programs from the generator. What their functions from `./outside` do is up to the test: `mayThrow` may throw,
 * `now` and `task` may be rejected, `load` may fail, `items` has none, one or two, and `perhaps` is anything.
 * `npm run fuzz` prints what it finds as an entry of this list.
 */
export const REGRESSIONS: Readonly<Record<string, Regression>> = {
  'an answer, then a promise that may fail': {
    known: null,
    source: inExpress(
      'a',
      `
      res.json({ n: 1 });
      task().then(() => {}, (error) => {
        res.status(500).json({ n: 2 });
      });`,
    ),
  },
  'a promise that may fail, then an answer': {
    known: null,
    source: inExpress(
      'a',
      `
      task().then(() => {}).catch((error) => {
        res.status(500).json({ n: 2 });
      });
      res.json({ n: 1 });`,
    ),
  },
  'an answer, then a try that may fail': {
    known: null,
    source: inExpress(
      'a',
      `
      res.status(201).send('n1');
      try {
        await now();
      } catch (error) {
        res.status(500).json({ n: 2 });
      }`,
    ),
  },
  'a head, then a promise that may fail': {
    known: null,
    source: inNode(
      'a',
      `
      res.writeHead(202);
      task().then(() => {
        res.end();
      }).catch((error) => {});`,
    ),
  },
  'a switch on a conditional constant': {
    known: null,
    source: inExpress(
      'a, b',
      `
      const kind = a ? 'x' : b ? 'y' : 'z';
      switch (kind) {
        case 'x': {
          res.json({ n: 1 });
          break;
        }
        case 'none': {
          res.status(202);
          break;
        }
        default: {
          if (a) res.status(203);
          res.json({ n: 2 });
        }
      }`,
    ),
  },
  'a redirect gives nothing back': {
    known: null,
    source: inExpress(
      'a',
      `
      if (!check(res, perhaps())) return;
      res.json({ n: 1 });`,
      `
      function check(res, flag) {
        if (flag) return res.redirect('/1');
        return true;
      }`,
    ),
  },
  'a throw after a callback was put off': {
    known: null,
    source: inExpress(
      'a',
      `
      load((err, data) => {
        res.json({ n: 1 });
      });
      if (a) throw new Error('thrown');`,
    ),
  },
  'a function in the handler that may throw': {
    known: null,
    source: inExpress(
      'a, b',
      `
      const check = () => {
        if (!a) throw new Error('thrown');
      };
      if (b) check();
      res.json({ n: 1 });`,
    ),
  },
  'a second head': {
    known: null,
    source: inNode(
      'a',
      `
      res.writeHead(404);
      if (a) {
        res.writeHead(200);
      }
      res.end('n1');`,
    ),
  },
  'two answers after a throw': {
    known: null,
    source: inExpress(
      'a',
      `
      load((err, data) => {
        res.json({ n: 1 });
        res.json({ n: 2 });
      });
      if (a) throw new Error('thrown');`,
    ),
  },
  'headersSent after a throw': {
    known: null,
    source: inExpress(
      'a',
      `
      task().then(() => {
        if (!res.headersSent) res.status(201).json({ n: 1 });
      });
      if (a) throw new Error('thrown');
      res.json({ n: 2 });`,
    ),
  },
  'an empty end after a throw': {
    known: null,
    source: inExpress(
      'a',
      `
      load((err, data) => {
        if (err) {
          res.end();
          return;
        }
        res.json({ n: 1 });
      });
      if (a) throw new Error('thrown');`,
    ),
  },
  'a status after a throw': {
    known: null,
    source: inExpress(
      'a',
      `
      load((err, data) => {
        res.status(206);
        res.json({ n: 1 });
      });
      if (a) throw new Error('thrown');`,
    ),
  },
  'a catch that may throw before its finally': {
    known: null,
    source: inExpress(
      'a',
      `
      try {
        mayThrow();
        return;
      } catch (error) {
        await now();
      } finally {
        return res.sendStatus(500);
      }`,
    ),
  },
  'a finally after something was thrown': {
    known: null,
    source: inExpress(
      'a',
      `
      try {
        res.json({ n: 1 });
      } finally {
        res.end();
      }`,
    ),
  },
  'a function that only throws': {
    known: null,
    source: inExpress(
      'a',
      `
      const check = () => {
        if (!a) throw new Error('thrown');
      };
      if (!a) check();
      res.json({ n: 1 });`,
    ),
  },
  'a catch that may throw before it answers, and a finally': {
    known: null,
    source: inExpress(
      'a',
      `
      try {
        mayThrow();
        res.json({ n: 1 });
      } catch (error) {
        mayThrow();
        res.json({ n: 2 });
      } finally {
        return res.status(201).json({ n: 3 });
      }`,
    ),
  },
  'a call under a test that is false': {
    known: null,
    source: inExpress(
      'a',
      `
      try {
        if (!a) res.status(201);
        if (a) mayThrow();
        return;
      } catch (error) {
        res.status(203).json({ n: 1 });
      }`,
    ),
  },
  'a block that may throw before its finally': {
    known: null,
    source: inExpress(
      'a',
      `
      try {
        await now();
        res.json({ n: 1 });
      } finally {
        if (!res.headersSent) return res.sendStatus(500);
      }`,
    ),
  },
  'a loop that is counted': {
    known: null,
    source: inExpress(
      'a',
      `
      const answer = () => {
        for (let i = 0; i < 2; i++) {
          return;
        }
        res.status(203).json({ n: 1 });
      };
      if (a) answer();
      res.sendStatus(404);`,
    ),
  },
  'a finally after a case that may throw': {
    known: null,
    source: inExpress(
      'a',
      `
      try {
        switch (a) {
          case '1': {
            await now();
          }
          default: {
            a
              ? res.end()
              : res.json({ n: 1 });
          }
        }
      } finally {
        !a
          ? res.json({ n: 2 })
          : res.json({ n: 3 });
      }`,
    ),
  },
  'a function in place that only throws': {
    known: null,
    source: inNode(
      'a',
      `
      (() => {
        if (a) throw new Error('thrown');
      })();`,
      '',
      'async',
    ),
  },
  'a function for each element that only throws': {
    known: null,
    source: inExpress(
      'a',
      `
      items().forEach((item) => {
        if (a) throw new Error('thrown');
      });
      res.json({ n: 1 });`,
    ),
  },
  'a function that throws under a test that is true': {
    known: null,
    source: inNode(
      'a',
      `
      if (!a && !a) {
        const check = () => {
          if (!(a === '1')) throw new Error('thrown');
        };
        if (!a) check();
      }
      res.end('n1');
      res.statusCode = a ? 206 : 203;`,
    ),
  },
  'a head, then an answer that throws': {
    known: null,
    source: inExpress(
      'a',
      `
      res.writeHead(202, { 'x-0': '1' });
      res.json({ n: 1 });`,
    ),
  },
  'a function that throws after an answer': {
    known: null,
    source: inExpress(
      'a',
      `
      res.json({ n: 1 });
      if (!a) finish(res, 204, perhaps());`,
      `
      function finish(res, status, flag) {
        (() => {
          if (!flag) throw new Error('thrown');
        })();
        res.status(flag ? 208 : status);
      }`,
    ),
  },
  'an answer before a callback that was put off': {
    known: null,
    source: inExpress(
      'a',
      `
      load((err, data) => {
        if (err) {
          res.status(201).json({ n: 1 });
          return;
        }
        res.json({ n: 2 });
      });
      const answer = async () => {
        res.json({ n: 3 });
      };
      if (a) await answer();`,
    ),
  },
  'a constant that is another name': {
    known: null,
    source: inExpress(
      'a',
      `
      const other = a;
      if (other) {
        a
          ? res.json({ n: 1 })
          : res.sendStatus(404);
      } else {
        res.sendStatus(410);
      }`,
    ),
  },
  'nothing in Koa after content that is JSON': {
    known: null,
    source: inKoa(
      'a, b',
      `
      ctx.body = { n: 1 };
      ctx.status = a ? 202 : 203;
      if (b) ctx.body = 'n2';
      ctx.body = null;`,
    ),
  },
  'a redirect in Koa after nothing, and nothing after a redirect': {
    known: null,
    source: inKoa(
      'a',
      `
      ctx.body = null;
      ctx.redirect('/1');
      if (a) ctx.body = null;`,
    ),
  },
  'content in Koa that a status takes away': {
    known: null,
    source: inKoa(
      'a',
      `
      ctx.body = { n: 1 };
      ctx.status = 304;
      ctx.status = 400;
      ctx.body = null;`,
    ),
  },
  'fields on a redirect of the Fetch standard': {
    known: null,
    source: inFetch(
      'a',
      `
      const r0 = Response.redirect('http://localhost/1');
      if (a) r0.headers.set('x-0', '1');
      return r0;`,
    ),
  },
  'a redirect of Hono that nobody returns, and another answer': {
    known: null,
    source: inHono(
      'a',
      `
      if (a) c.redirect('/0');
      return c.json({ n: 1 });`,
    ),
  },
  'a status of Hono, and a function before it that answers with another': {
    known: null,
    source: inHono(
      'a',
      `
      c.status(201);
      return h0(c, 202, perhaps());`,
      `
    function h0(c, status, flag) {
      if (flag) return c.json({ n: 3 }, 203);
      return c.json({ n: 4 });
    }`,
    ),
  },
  'a promise in Fastify that brings nothing': {
    known: null,
    source: inFastify(
      'a',
      `
      return task().then(() => {
        if (a) reply.send({ n: 0 });
        else reply.code(204);
      });`,
      '',
      'sync',
    ),
  },
  'a promise of another function in Fastify that brings nothing': {
    known: null,
    source: inFastify(
      'a',
      `
      const answer = async () => {
        await now();
        if (a) reply.send({ n: 0 });
      };
      return answer();`,
      '',
      'sync',
    ),
  },
  'a status of h3, and a function before it that answers with another': {
    known: null,
    source: inH3(
      'a',
      `
      event.res.status = 201;
      if (a) return h0(event, 202, perhaps());
      return ({ n: 2 });`,
      `
    function h0(event, status, flag) {
      return noContent();
    }`,
    ),
  },
  'a status of h3, and a redirect that nobody returns': {
    known: null,
    source: inH3(
      'a',
      `
      event.res.status = 201;
      if (a) redirect('/2');
      return ({ n: 1 });`,
    ),
  },
  'statuses of Hono after the answer that is returned': {
    known: null,
    source: inHono(
      'a',
      `
      const r0 = c.json({ n: 1 });
      if (a) {
        c.status(207);
        c.status(208);
      }
      return r0;`,
    ),
  },
  'a status of Hono, and an answer with another that nobody returns': {
    known: null,
    source: inHono(
      'a',
      `
      c.status(201);
      const r1 = c.json({ n: 2 });
      c.json({ n: 6 }, 207);
      return r1;`,
    ),
  },
  'a promise of Hono that a function at once gives back': {
    known: null,
    source: inHono(
      'a',
      `
      return (() => {
        return task().then(() => {
          c.header('x-0', '1');
        }).catch((error) => {
          c.status(201);
        });
      })();`,
      '',
      'sync',
    ),
  },
  'a status of Koa that a later turn may leave behind': {
    known: null,
    source: inKoa(
      'a',
      `
      items().forEach((item) => {
        try {
          mayThrow();
          ctx.body = { n: 0 };
        } catch (error) {
          if (a === '1') throw new Error('thrown');
        }
        ctx.status = a ? 202 : 203;
        ctx.body = { n: 3 };
      });
      ctx.set('x-0', '1');`,
      '',
      'sync',
    ),
  },
  'a status, and a function that is called at once and gives back nothing': {
    known: null,
    source: inH3v1(
      'a',
      `
      setResponseStatus(event, 201);
      return (() => {
        mayThrow();
      })();`,
    ),
  },
  'a result for the callback, and an error that comes too late': {
    known: null,
    source: inLambdaCallback(
      'a',
      `
      callback(null, ({ statusCode: 201, headers: { 'x-n': '1' } }));
      if (a) callback(new Error('failed'));`,
    ),
  },
  'a function that gives back a body on one way, and nothing on the other': {
    known: null,
    source: inLambda2(
      'a',
      `
      return h0(perhaps());`,
      `
    function h0(flag) {
      if (flag) {
        return 'n1';
      }
    }`,
    ),
  },
  'a function that gives back a result on one way, and nothing on the other': {
    known: null,
    source: inLambda1(
      'a',
      `
      const given = h0(perhaps());
      if (given) return given;
      return ({ statusCode: 404, headers: { 'x-n': '2' } });`,
      `
    function h0(flag) {
      switch (flag) {
        case '1':
          return ({ statusCode: 201, headers: { 'x-n': '1' } });
      }
    }`,
    ),
  },
  'responses of hapi, one of which is returned': {
    known: null,
    source: inHapi(
      'a',
      `
      const made = h.response('n1').code(201);
      if (a) return h.redirect('/2').code(303);
      return made;`,
    ),
  },
  'a callback that answers twice, while a function is waited for': {
    known: null,
    source: inExpress(
      'a',
      `
      load((err, data) => {
        if (err) {
          return;
        }
        res.json({ n: 1 });
        res.send('n2');
      });
      const l1 = async () => {
        res.set('x-0', '1');
      };
      if (a) await l1();
      res.json({ n: 3 });`,
    ),
  },
  'a promise of an answer that was sent, which is there': {
    known: null,
    source: inH3v1(
      'a',
      `
      if (a) {
        const g0 = h0(event);
        if (g0) return g0;
        setResponseStatus(event, 202);
      }
      return ({ n: 1 });`,
      `
    function h0(event) {
      return sendRedirect(event, '/2');
    }`,
    ),
  },
  'an answer in the next turn, and a status before that': {
    known: null,
    source: inH3v1(
      'a',
      `
      try {
        return send(event, 'n0');
      } finally {
        setResponseStatus(event, 203);
      }`,
    ),
  },
  'an answer in the next turn that nobody waits for, and a value': {
    known: null,
    source: inH3v1(
      'a',
      `
      if (!a) sendRedirect(event, '/0');
      return ({ n: 1 });`,
    ),
  },
  'an answer in the next turn that nobody waits for, and nothing': {
    known: null,
    source: inH3v1(
      'a',
      `
      if (a) {
        send(event, 'n0');
        return null;
      }
      sendRedirect(event, '/1', 303);`,
    ),
  },
  'an answer in the next turn that a helper gives, and that is waited for': {
    known: null,
    source: inH3v1(
      'a',
      `
      if (a) {
        await h0(event);
        setResponseStatus(event, 202);
      }
      return ({ n: 1 });`,
      `
    function h0(event) {
      return sendRedirect(event, '/2');
    }`,
      'async',
    ),
  },
  'an answer with a status, and a response that comes too late': {
    known: null,
    source: inH3v1(
      'a',
      `
      sendNoContent(event, 204);
      return new Response('n1');`,
    ),
  },
  'a status, and a promise that brings nothing': {
    known: null,
    source: inH3v1(
      'a',
      `
      setResponseStatus(event, 202);
      return task().then(() => {
        mayThrow();
      });`,
    ),
  },
  'a promise that brings nothing, from a function that is called at once': {
    known: null,
    source: inH3v1(
      'a',
      `
      return (() => {
        return task().then(() => {
          setResponseStatus(event, 201);
        });
      })();`,
    ),
  },
  'a redirect with a status by condition, and a throw under the same': {
    known: null,
    source: inFetch(
      'a',
      `
      return h0(perhaps());`,
      `
    function h0(flag) {
      try {
        return Response.redirect('http://localhost/3', flag ? 302 : 303);
      } finally {
        if (flag) throw new Error('thrown');
      }
    }`,
    ),
  },
  'a loop over a list of two, both of whose turns are taken': {
    known: null,
    source: inExpress(
      'a',
      `
      for (const item of [1, 2]) {
        if (res.headersSent) {
          return next();
        } else {
          !a && res.json({ n: 0 });
        }
      }
      res.headersSent && res.json({ n: 1 });`,
    ),
  },
};
