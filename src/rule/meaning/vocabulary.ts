/**
 * The words by which server code names what a test is about. They are evidence and no proof: a rule speaks only where
 * they agree with where a value comes from, or with what the answer itself says.
 */

/** What handlers call the request, or what has it. */
export const REQUESTS = new Set(['req', 'request', 'ctx', 'context', 'c', 'event', '_req', 'httpRequest']);

/** Parameters of handlers through which no part of the request comes. */
export const ANSWERING = /^_?(?:res|resp|response|reply|next)$/;

/** What code calls an error that it is given. */
export const ERRORS = /^(?:e|ex|err|error|exc|exception|cause|reason|\w*(?:Err|Error|Exception))$/;

/** Functions, and what has them, that only write to a log. */
export const LOGGERS =
  /^(?:console|_?[lL]og(?:ger|ging)?|LOG|debug|winston|pino|bunyan|Sentry|rollbar|log[A-Z]\w*|\w+Logger|captureException)$/;

/** What the server itself puts on a request. */
export const PUT_THERE = /^(?:app|log(?:ger)?|log[iI]n|log[oO]ut|db|container|server)$/;

/** The parts of a request that its sender writes, each under the names that frameworks give it. */
export const INPUT_PARTS: Readonly<Record<string, 'params' | 'query' | 'body' | 'headers' | 'cookies'>> = {
  params: 'params',
  param: 'params',
  pathParameters: 'params',
  query: 'query',
  queries: 'query',
  searchParams: 'query',
  queryStringParameters: 'query',
  body: 'body',
  rawBody: 'body',
  payload: 'body',
  json: 'body',
  formData: 'body',
  parseBody: 'body',
  file: 'body',
  files: 'body',
  headers: 'headers',
  header: 'headers',
  get: 'headers',
  cookies: 'cookies',
  signedCookies: 'cookies',
};

/** Functions that are given the request and give back a part of it. */
export const INPUT_READERS: Readonly<Record<string, 'params' | 'query' | 'body' | 'headers' | 'cookies'>> = {
  readBody: 'body',
  readValidatedBody: 'body',
  getQuery: 'query',
  getRouterParam: 'params',
  getRouterParams: 'params',
  getHeader: 'headers',
  getRequestHeader: 'headers',
  getCookie: 'cookies',
};

/** Decorators of parameters that hold a part of the request. */
export const INPUT_DECORATORS: Readonly<Record<string, 'params' | 'query' | 'body' | 'headers'>> = {
  Body: 'body',
  Param: 'params',
  Query: 'query',
  Headers: 'headers',
};

/** Properties of the request, or of what goes with it, that hold who sends it. */
export const IDENTITIES = new Set([
  'user',
  'currentUser',
  'session',
  'auth',
  'account',
  'principal',
  'userId',
  'member',
]);

/** Functions that find out who sends a request, and give nothing where nobody is known. */
export const IDENTITY_READERS =
  /^(?:get(?:Server)?Session|getServerAuthSession|auth|currentUser|get(?:Current|Auth|Authenticated|LoggedIn|Session|Request)User(?:Id)?|getAuth|getUserSession|validateSession|validateRequest)$/;

/** Names of fields, cookies and variables that hold a credential. */
export const CREDENTIALS =
  /^(?:authorization|auth_?header|authorization_?header|bearer(?:_?token)?|access_?token|auth_?token|id_?token|jwt|x-(?:api-key|auth-token|access-token)|api_?key|session_?(?:id|token)?|sid|token)$/i;

/** What names credentials that are no token: signatures, keys of programs, passwords, sessions of browsers, certificates. */
export const OTHER_CREDENTIALS =
  /hmac|signature|timingSafeEqual|x-hub-|api[-_ ]?key|\bdigest\b|\bbasic\b|passw(?:or)?d|\bcookies?\b|session|captcha|\botp\b|client[-_ ]?cert/i;

/** Functions that find one thing by a key, and give nothing where there is none. */
export const LOOKUPS =
  /^(?:find(?:One|First|Unique|ById|ByPk|ByPrimaryKey|OneBy|OneById|ByIdAnd(?:Update|Delete|Remove)|OneAnd(?:Update|Delete|Remove|Replace))|(?:find|get|fetch|load|select|lookup|retrieve)[A-Z]?\w*By(?:Id|Pk|Slug|Name|Email|Uuid|Key|Username|Code)|find(?:User|Item|Product|Post|Order|Todo|Task|Book|Customer|Project)|queryOne|selectOne|fetchOne|getOne)$/;

/** Properties of what a write gives back that count what it has met. */
export const COUNTS = new Set([
  'affectedRows',
  'deletedCount',
  'rowCount',
  'matchedCount',
  'modifiedCount',
  'changes',
  'count',
  'nModified',
]);

/** Functions that check their argument and give back a result that tells of errors. */
export const VALIDATIONS = /^(?:safeParse(?:Async)?|validate\w*|validationResult|check(?:Schema)?|parseBody|spa)$/;

/** Functions that say of one value whether it is of a form. */
export const FORM_TESTS =
  /^(?:isEmail|isURL|isUUID|isUuid|isMongoId|isValid(?:ObjectId|Email|Id|UUID|Uuid|Date|Url|URL|Phone\w*)?|isInteger|isFinite|isArray|isInt|isNumeric|isString|validate|test|match|uuidValidate)$/;

/** Functions that change the form of a value and keep what it is. */
export const CONVERSIONS =
  /^(?:parseInt|parseFloat|Number|String|Boolean|BigInt|decodeURIComponent|ObjectId|trim|toLowerCase|toUpperCase|toString|split|replace(?:All)?|slice|substring|at|pop|shift)$/;

/** Flags whose truth is that somebody may do something. */
export const PERMISSION_FLAGS =
  /^is_?(?:super_?)?(?:admin(?:istrator)?|owner|staff|superuser|moderator|author|creator|allowed|permitted|manager)$/i;

/** Functions, and flags named after them, that say whether somebody may do something. */
export const PERMISSION_CALLS =
  /^(?:can(?:not)?(?:[A-Z]\w*)?|may[A-Z]\w*|has_?(?:[Pp]ermissions?|[Rr]oles?|[Aa]ccess|[Ss]copes?|[Pp]rivileges?)\w*|check_?(?:[Pp]ermissions?|[Aa]ccess|[Rr]oles?)\w*|permits|isAllowed\w*)$/;

/** Properties that hold what somebody is allowed to be. */
export const ROLES = /^(?:user_?)?(?:roles?|permissions?|scopes?|privileges?|access_?level|account_?type|user_?type)$/i;

/** Properties that hold whose a thing is. */
export const OWNERS =
  /^(?:owner|owner_?id|author|author_?id|created_?by|creator|creator_?id|user|user_?id|uid|posted_?by|seller|seller_?id|customer_?id|account_?id)$/i;

/** Functions and properties whose truth is that somebody is known. */
export const AUTHENTICATED = /^(?:is_?(?:authenticated|logged_?in|signed_?in)|logged_?in|authenticated)$/i;

/** Names of what a lookup has found where there should be nothing. */
export const TAKEN = /exist|duplicate|taken|already|conflict/i;

/** Codes by which databases tell of a key that is taken: MongoDB, PostgreSQL, MySQL, SQLite, Prisma. */
export const DUPLICATE_CODES = new Set<unknown>([
  11000,
  11001,
  '11000',
  '23505',
  23505,
  'ER_DUP_ENTRY',
  1062,
  'SQLITE_CONSTRAINT',
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'P2002',
  'SequelizeUniqueConstraintError',
  'UniqueConstraintViolationException',
  'UniqueViolationError',
]);

/** Codes by which they tell of a row that is not there. */
export const MISSED_CODES = new Set<unknown>([
  'P2025',
  'NotFoundError',
  'EntityNotFoundError',
  'DocumentNotFoundError',
]);

/** Names of errors that tell of an invalid value. */
export const INVALID_CODES = new Set<unknown>([
  'ValidationError',
  'ZodError',
  'CastError',
  'SequelizeValidationError',
  'YupError',
  'BSONError',
]);

/** Names of errors that tell of a credential that does not hold. */
export const UNAUTHENTICATED_CODES = new Set<unknown>([
  'JsonWebTokenError',
  'TokenExpiredError',
  'NotBeforeError',
  'UnauthorizedError',
]);

/** Functions and flags whose truth is that somebody asks too often. */
export const LIMITED =
  /^(?:is_?)?(?:rate_?limited|throttled|over_?(?:limit|quota)|limit_?exceeded|too_?many\w*|quota_?exceeded|rate_?limit_?(?:exceeded|reached))$/i;

/** Functions that make a new thing of what they are given, and keep it. */
export const CREATIONS =
  /^(?:create|insert)(?:One)?$|^(?:create|insert|add)(?!\w*(?:Or|If|Many|Hash|Token|Session|Url)\b)[A-Z]\w*$/;

/** Functions that keep a thing that has been made before. */
export const SAVES = /^(?:save|persist(?:AndFlush)?)$/;

/** What code calls where things are kept: a class of them, or the way to a database. */
export const STORES =
  /^(?:[A-Z][a-z]\w*|db|em|tx|orm)$|[pP]risma|[rR]epo|[mM]odel|[cC]ollection|[tT]able|[kK]nex|[dD]rizzle|[eE]ntityManager/;

/** Functions that put work off until later. */
export const ENQUEUES =
  /^(?:enqueue\w*|addJob|addToQueue|queueJob|sendToQueue|scheduleJob|dispatchJob|publish(?:JSON)?|sendMessage|add|push|send|schedule|now)$/;

/** Names of what holds work that is put off. */
export const QUEUES =
  /queue|jobs?$|^(?:sqs|bull|agenda|boss|pg_?boss|inngest|(?:kafka)?producer|rabbit\w*|kafka\w*|worker\w*)$/i;

/** Words of routes that ask for an answer, rather than for something new. */
export const QUESTIONS =
  /search|quer(?:y|ies)|filter|find|list|lookup|check|count|report|preview|estimate|quote|calculat|convert|export|graphql|rpc|batch|bulk|completion|chat|checkout|payment|pay\b|sync|test/i;

/** Words of handlers and routes that sign somebody in, where every answer to a wrong guess is the same on purpose. */
export const SIGN_IN =
  /log-?_?in|sign-?_?in|\bauth|authenticat|session|token|password|passwd|forgot|reset|verif|otp\b|oauth|2fa|mfa|magic|refresh|invite|callback|webhook/i;

/** Calls that compare a password. */
export const PASSWORD_CHECKS =
  /\bbcrypt\b|\bargon2\b|\bcompare(?:Sync|Password|Hash)?\s*\(|(?:verify|check|valid\w*|match\w*)Password|passport\b/i;

/** Words of routes and handlers whose answer only says that something has come, or how something is, whatever has become of it. */
export const ACKNOWLEDGED =
  /hooks?\b|webhook|callback|notif|event|track|analytic|telemetry|beacon|metric|log-?out|sign-?out|logs?\b|ping|health|status|alive|ready|probe|subscri|newsletter|contact|slack|bot\b|twilio|ussd|sms|ipn\b|cron|demo|mock|example/i;

/** What names programs that show people whatever comes with a 200, and nothing else. */
export const CHAT =
  /slack|twilio|twiml|telegram|discord|dialogflow|alexa|wechat|weixin|ussd|messenger|htmx|hx-|graphql|json-?rpc/i;

/** What comments say where a failure is passed over on purpose. */
export const DELIBERATE =
  /ignor|already|anyway|best.?effort|fall ?back|default|deliberate|intention|purpose|swallow|never|n't\b|\bnot\b|acknowledg|retr(?:y|ies)|idempoten|enumerat|leak|fine|still|even if|regardless|optional|non.?fatal|non.?critical/i;
