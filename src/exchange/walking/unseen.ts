/**
 * Functions that are given a response, or the request with it, and do not answer. Keyed by module; `*` stands for a
 * name that says so wherever it comes from.
 */
export const HARMLESS: Readonly<Record<string, RegExp>> = {
  'on-finished': /./,
  'on-headers': /./,
  'next-auth': /^(?:getServerSession|unstable_getServerSession)$/,
  morgan: /./,
  stream: /^finished$/,
  'stream/promises': /^finished$/,
};

/** Functions that are given a response and set fields on it, but do not answer. */
export const ADDS_FIELDS: Readonly<Record<string, RegExp>> = {
  vary: /./,
  cookies: /./,
  nookies: /./,
  'iron-session': /^getIronSession$/,
};
export const ADDS_FIELDS_NAME =
  /^(?:setCookie|getSession|getServerSession|getIronSession|setHeaders|setCorsHeaders|setSecurityHeaders)$/;

/** Methods of a request, a response or its socket that break the connection off. */
export const BREAKS_OFF = /^(?:destroy|destroySoon|terminate|resetAndDestroy|end|close)$/;

/** Properties of a request or a response that are the connection below it, or one that takes its place. */
export const SOCKET = /^(?:socket|connection|stream|ws|webSocket)$/;

/** Names of functions and methods that log, measure or read, and do not answer whatever they are given. */
export const HARMLESS_NAME =
  /^(?:log|logger|debug|captureException|captureMessage|inspect|onFinished|onHeaders|Boolean|String|readBody|parseBody)$/;

/** Objects whose methods log. */
export const LOGGERS =
  /^(?:console|log|logger|debug|winston|pino|bunyan|sentry|Sentry|newrelic|tracer|metrics|telemetry|stats|statsd)$/;

/** Methods of arrays and their kin that call their argument at once, any number of times. */
export const NOW_MANY =
  /^(?:forEach|map|filter|some|every|find|findIndex|findLast|findLastIndex|flatMap|reduce|reduceRight|sort|each|eachSeries)$/;

/** Functions that run their callback once, later. */
export const LATER = /^(?:setTimeout|setImmediate|nextTick|queueMicrotask|process)$/;

/** Methods that attach a listener. */
export const LISTENS = /^(?:on|once|addListener|addEventListener|prependListener|prependOnceListener)$/;

/** Events that say something went wrong or was broken off: what their listeners send is no second answer. */
export const FAILURE_EVENTS = /^(?:error|close|abort|aborted|timeout|end-error|clientError|disconnect)$/;

/** The first parameter of an error-first callback. */
export const ERROR_NAME = /^_?(?:e|er|err|error|ex|exception|[a-z]+(?:Err|Error))$/;

/** The same where a list's elements could be meant: `e` is an element as often as an error. */
export const CERTAIN_ERROR_NAME = /^_?(?:err|error|[a-z]+(?:Err|Error))$/;
