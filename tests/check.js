import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';

/** What can be checked without a test being run. Each takes one core for a while, so they run side by side. */
const CHECKS = ['typecheck', 'lint', 'format:check'];

/** Runs a script of the package, and prints what it said when it has ended; gives whether all was well. */
async function isWell(script) {
  const child = spawn(`npm run --silent ${script} 2>&1`, { shell: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  process.stdout.write(said);
  console.log(`${script}: ${code === 0 ? 'well' : 'not well'}`);
  return code === 0;
}

const results = await Promise.all(CHECKS.map(isWell));
process.exitCode = results.every(Boolean) ? 0 : 1;
