import { Cannot, type Answer, type Program, type Speller } from '../program.js';

/** A file with one method of a controller, or one filter. */
export function nestFile(method: Program['method'], given: string, statements: string): string {
  const imports =
    "import { ArgumentsHost, Catch, Controller, ExceptionFilter, Get, HttpCode, Post, Res } from '@nestjs/common';\nimport type { Response } from 'express';";
  if (method !== 'error') {
    const verb = method === 'GET' ? 'Get' : 'Post';
    return `${imports}\n@Controller('users')\nclass Users {\n@${verb}()\nasync users(${given} res: Response) {\n${statements}\n}\n}`;
  }
  const response = 'const res = host.switchToHttp().getResponse<Response>();';
  return `${imports}\n@Catch()\nclass All implements ExceptionFilter {\ncatch(err: unknown, host: ArgumentsHost) {\n${response}\n${statements}\n}\n}`;
}

/** The same file, with decorators of `@nestjs/swagger` on the method. */
export function describedIn(file: string, declares: readonly number[]): string {
  const decorators = declares.map((code) => `@ApiResponse({ status: ${code} })\n`).join('');
  return `import { ApiResponse } from '@nestjs/swagger';\n${file.replace('async users', `${decorators}async users`)}`;
}

/** Statements that set a status and fields. */
export function prepared({ status, fields }: Answer): string {
  const set = Object.entries(fields).map(([name, value]) => `res.header('${name}', ${value});`);
  return [...(status === null ? [] : [`res.status(${status});`]), ...set].join(' ');
}

const EMPTY = 'A method that returns nothing answers all the same, without content.';

const nest: Speller = {
  id: 'nest',
  name: 'Nest',
  file: (method, statements) =>
    method === 'error'
      ? new Cannot('A filter answers with the response; what it returns is not sent.')
      : nestFile(method, '@Res({ passthrough: true })', statements),
  described: (method, statements, declares) =>
    describedIn(nestFile(method, '@Res({ passthrough: true })', statements), declares),
  answer: (answer) => `${prepared(answer)} return ${answer.body ?? ''};`,
  forget: () => new Cannot('What a method returns is its one answer.'),
  redirect: (to, status) => `return res.redirect(${status === null ? '' : `${status}, `}${to});`,
  status: (status) => `res.status(${status});`,
  differs: {
    'a status that nobody sends': EMPTY,
    'a way on which nobody answers': EMPTY,
  },
};

export default nest;
