import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The command line is tested as people run it: from the build, made of the sources at hand. A fault in
 * their types is `npm run types`' to tell; the build is made all the same.
 */
export default function build(): void {
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  const { error } = spawnSync(
    process.execPath,
    [join(typescript, 'bin', 'tsc'), '-p', 'tsconfig.build.json'],
    {
      stdio: 'inherit',
    },
  );
  if (error) throw error;
  const browser = spawnSync('npm', ['run', '-s', 'build:browser'], { stdio: 'inherit' });
  if (browser.status !== 0) throw browser.error ?? new Error('the scripts of the page could not be built');
}
