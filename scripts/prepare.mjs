// What every script needs first: the packages of the lock file installed, the pages built from the present sources.
// Runs on any Node >= 18, without packages, from any directory.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** The Node the product runs on, pinned as a package. */
export const node = join(root, 'node_modules/node/bin/node')

/** Prints one line when a step is over: what, how long. */
export async function step(name, work) {
  const began = Date.now()
  await work()
  console.log(`  ${name.padEnd(44)} ${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s`)
}

/** `npm ci` when the installed packages are not those of package-lock.json. */
export async function ensureInstalled() {
  if (!installed()) await step('packages installed (npm ci)', install)
}

/** `vite build` when sources differ from those of the last build. */
export async function ensureBuilt() {
  const stamp = join(root, 'build/.sources')
  const sources = hashOfSources()
  if (existsSync(join(root, 'build/handler.js')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  await step('pages built (vite build)', async () => {
    await run(node, [join(root, 'node_modules/vite/bin/vite.js'), 'build'])
    writeFileSync(stamp, sources)
  })
}

/** Compares with the record npm leaves of what it really installed, so an interrupted or manual install is noticed too. */
function installed() {
  const record = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(record) || !existsSync(node)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, optional, peer, link }]) => {
    if (path === '' || link) return true
    return present[path] ? present[path].version === version : Boolean(optional || peer)
  })
}

async function install() {
  // Started by npm: the same npm. Otherwise the one of the system.
  const npm = process.env.npm_execpath
  const args = ['ci', '--no-audit', '--no-fund', '--include=optional', '--include=dev']
  await (npm?.endsWith('.js') ? run(process.execPath, [npm, ...args]) : run('npm', args))
  if (!existsSync(node)) {
    throw new Error(
      'npm did not fetch Node 26 (package "node"): its install script was not allowed. Run "npm ci --ignore-scripts=false".',
    )
  }
}

/** Runs a program quietly in the root; its output is shown only when it fails. */
function run(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CI: '1' },
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) return resolve()
      console.error(output)
      reject(new Error(`${[program, ...args].join(' ')} failed with code ${code}`))
    })
  })
}

function hashOfSources() {
  const hash = createHash('sha256')
  const add = (path) => {
    // The command line runs as it is; only the pages are built.
    if (path === join('src', 'cli')) return
    const entry = statSync(join(root, path), { throwIfNoEntry: false })
    if (entry?.isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort()) add(join(path, name))
    } else if (entry?.isFile() && !path.endsWith('.test.ts')) {
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update('\0')
    }
  }
  for (const path of [
    'src',
    'static',
    'templates',
    'package-lock.json',
    'package.json',
    'vite.config.ts',
    'tsconfig.json',
  ])
    add(path)
  return hash.digest('hex')
}

/**
 * Runs a program of the product on Node 26 in this terminal and ends with its exit code. Signals are passed on; when we are
 * killed by force, the closing channel tells the program, so that it does not keep the port.
 */
export function hand(args) {
  // The program works in the root; paths people give are meant from where they stand.
  const from = process.env.INIT_CWD ?? process.cwd()
  const env = { ...process.env, INIT_CWD: from, KHOI_DATA: resolve(from, process.env.KHOI_DATA || join(root, 'data')) }
  const child = spawn(node, args, { cwd: root, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  child.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)))

  // Npm killed by force does not pass it on either; under npm our parent lives as long as we are wanted.
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref()
  }
}
