/** Final statuses, one for each place that writes one. */
export const CODES = [
  201, 202, 203, 204, 206, 207, 208, 226, 304, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413,
  414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507,
  508, 510, 511,
];

/** Those that may have content. */
export const WITH_CONTENT = CODES.filter((code) => code !== 204 && code !== 304);

/** Those that a redirect may have. */
export const REDIRECTS = [301, 302, 303, 307, 308];
