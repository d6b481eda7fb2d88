// Runs a program as a developer would, in this folder, and gives back what he sees of it.
import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

export const here = new URL('.', import.meta.url);

export function run([program, ...args], env) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: here,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  if (error) throw error;
  return { exit: status, output: stripVTControlCharacters(stdout + stderr) };
}

// Runs it while another session holds the lock of migrations, for tools that can't take it themselves.
export const runWithLock = (command, env) => run(['./with-lock', ...command], env);
