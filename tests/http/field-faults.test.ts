import { describe, expect, it } from 'vitest';
import { faultOf, faultOfParts } from '../../src/http/field-faults.js';

const sound = (field: string, text: string, status: number | null = null) =>
  expect(faultOf(field, text, status), `${field}: ${text}`).toBeNull();
const faulty = (field: string, text: string, says: RegExp, status: number | null = null) =>
  expect(faultOf(field, text, status)?.says, `${field}: ${text}`).toMatch(says);

describe('Retry-After', () => {
  it('is a number of seconds, or a date in one of three forms', () => {
    for (const text of ['0', '120', 'Fri, 31 Dec 1999 23:59:59 GMT']) sound('retry-after', text);
    for (const text of ['Friday, 31-Dec-99 23:59:59 GMT', 'Fri Dec 31 23:59:59 1999']) sound('retry-after', text);
  });
  it('is no duration, no fraction and no date of another form', () => {
    for (const text of ['60s', '1 minute', '1.5', '-1', '', '1999-12-31T23:59:59Z'])
      faulty('retry-after', text, /^is no/);
  });
  it('has no unit behind a number that is not known', () => {
    expect(faultOfParts('retry-after', '', 's')).not.toBeNull();
    expect(faultOfParts('retry-after', 'Fri, ', ' 23:59:59 GMT')).toBeNull();
    expect(faultOfParts('retry-after', '', '0')).toBeNull();
  });
});

describe('Allow', () => {
  it('is a list of methods, which may be empty', () => {
    for (const text of ['', 'GET', 'GET, POST', 'GET,HEAD,', 'PROPFIND']) sound('allow', text);
  });
  it('has commas, and capitals', () => {
    for (const text of ['GET POST', 'GET|POST', 'GET; POST', '["GET"]', '*']) faulty('allow', text, /commas/);
    faulty('allow', 'get, POST', /small letters/);
  });
});

describe('a challenge', () => {
  it('has a scheme, and parameters where the scheme needs them', () => {
    for (const text of ['Bearer', 'Bearer realm="a", error="invalid_token"', 'Basic realm="a", charset="UTF-8"']) {
      sound('www-authenticate', text, 401);
    }
    sound('www-authenticate', 'Bearer error="insufficient_scope", scope="a"', 403);
    sound('www-authenticate', 'DPoP algs="ES256", Bearer', 401);
    sound('proxy-authenticate', 'Negotiate');
  });
  it('is malformed without a scheme, a realm or a closing mark', () => {
    faulty('www-authenticate', 'realm="a"', /no scheme/);
    faulty('www-authenticate', '', /no scheme/);
    faulty('www-authenticate', 'Basic', /realm/);
    faulty('proxy-authenticate', 'Basic charset="UTF-8"', /realm/);
    faulty('www-authenticate', 'Bearer realm="a', /quotation mark/);
  });
  it('has an error that goes with the status', () => {
    faulty('www-authenticate', 'Bearer error="insufficient_scope"', /goes with 403 and not with 401/, 401);
    faulty('www-authenticate', 'Bearer error="invalid_token"', /goes with 401 and not with 403/, 403);
    sound('www-authenticate', 'Bearer error="of_our_own"', 403);
    sound('www-authenticate', 'Bearer error="invalid_token"', null);
  });
});

describe('Location', () => {
  it('is a URL, or a reference', () => {
    for (const text of ['https://example.com/a', '/a', 'a/b', '../a', '?a=b', '', 'myapp://a', '//example.com']) {
      sound('location', text);
    }
  });
  it('is no bare host', () => {
    for (const text of ['www.example.com', 'localhost:8080/a', 'http:/example.com', 'https:example.com']) {
      faulty('location', text, /no whole URL/);
    }
  });
});

describe('Content-Range', () => {
  it('names a part, and how much there is', () => {
    for (const text of ['bytes 0-499/1234', 'bytes 0-0/1', 'bytes 0-499/*', 'items 0-9/10']) {
      sound('content-range', text, 206);
    }
    sound('content-range', 'bytes */1234', 416);
  });
  it('is written otherwise than a Range', () => {
    faulty('content-range', 'bytes=0-499/1234', /like a Range/);
    faulty('content-range', 'bytes 0-499', /no range/);
    expect(faultOfParts('content-range', 'bytes=', '')).not.toBeNull();
    expect(faultOfParts('content-range', 'bytes ', '')).toBeNull();
  });
  it('names a part that there can be', () => {
    faulty('content-range', 'bytes 5-4/9', /cannot be/);
    faulty('content-range', 'bytes 0-9/9', /cannot be/);
  });
  it('goes with the status', () => {
    faulty('content-range', 'bytes */9', /no such range/, 206);
    faulty('content-range', 'bytes 0-8/9', /416/, 416);
    faulty('content-range', 'bytes */*', /no such range/, 416);
  });
});

it('nothing is known of other fields', () => {
  sound('x-a', 'b');
});
