// Completes package-lock.json after `npm install`: a registry that lags behind gives no entry for packages of other systems, and then
// `npm ci` refuses everywhere. Such an entry needs only the version and the system it is for. Run: node scripts/complete-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './prepare.mjs'

const path = join(root, 'package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8'))
const added = []

for (const [place, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (entryFor(place, name) || !/^\d/.test(version)) continue
    lock.packages[`node_modules/${name}`] = { version, ...systemOf(name), optional: true }
    added.push(`${name}@${version}`)
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
if (added.length > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
console.log(added.length > 0 ? added.join('\n') : 'nothing to complete')

/** Node looks beside the package first, then in every directory above. */
function entryFor(place, name) {
  for (let at = place; ; at = at.slice(0, at.lastIndexOf('/node_modules/'))) {
    const entry = lock.packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]
    if (entry || !at.includes('/node_modules/')) return entry ?? lock.packages[`node_modules/${name}`]
  }
}

/** Families name their members after the system: binding-linux-arm64-musl. */
function systemOf(name) {
  const parts = name.split(/[/-]/)
  const os = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'].find((one) => parts.includes(one))
  const cpu = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'].find((one) => parts.includes(one))
  const libc = parts.at(-1) === 'musl' ? 'musl' : parts.at(-1) === 'gnu' ? 'glibc' : undefined
  return { ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }), ...(os && { os: [os] }) }
}
