// The checks of `npm test`: what each runs, and how its tests are counted. Two lanes, for two cores.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { node, root } from './prepare.mjs'

const bin = (path, ...args) => [node, [join(root, 'node_modules', path), ...args]]
const vitest = (name, ...args) => ({
  name,
  command: bin(
    'vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report(name)}`,
    ...args,
  ),
  report: report(name),
  count: () => countOf(report(name)),
})
const report = (name) => join(root, `.svelte-kit/report-${name}.json`)

/** Before the lanes: the types of the pages, which every other check reads. */
export const first = { name: 'sync', command: bin('@sveltejs/kit/svelte-kit.js', 'sync') }

/** Checks of one lane run one after another; a check names what must have passed before it. */
export const lanes = [
  [
    { name: 'build', command: [node, [join(root, 'scripts/build.mjs')]] },
    { name: 'format', command: bin('prettier/bin/prettier.cjs', '--check', '.') },
    { name: 'lint', command: bin('eslint/bin/eslint.js', '.') },
    {
      name: 'arrows',
      command: bin('dependency-cruiser/bin/dependency-cruiser.mjs', 'src', '--config', '.dependency-cruiser.mjs'),
    },
    { name: 'unused', command: bin('knip/bin/knip.js') },
    { name: 'types', command: bin('typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit') },
    {
      name: 'pages',
      command: bin('svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'),
    },
  ],
  [
    vitest('tests'),
    {
      ...vitest('end-to-end'),
      command: [node, [join(root, 'scripts/e2e.mjs'), `--report=${report('end-to-end')}`]],
      needs: 'build',
    },
  ],
]

/** Tests passed and failed according to vitest's report; a suite that could not even start counts as one failure. */
function countOf(path) {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(path, 'utf8'))
  const broken = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed'),
  )
  return { passed: numPassedTests, failed: numFailedTests + broken.length }
}
