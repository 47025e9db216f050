// Settings from the environment, read and checked once, so that a wrong one is named at the start and not in the night.
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export interface ObjectStorage {
  /** Address of the S3-compatible service, without the bucket. */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export interface Config {
  /** Absolute directory of everything that must outlive a restart: database, files, secret. */
  readonly dataDirectory: string
  /** Content-addressed files, when no object storage is configured. */
  readonly filesDirectory: string
  readonly host: string
  readonly port: number
  /** The address people type, without a path. */
  readonly origin: string
  /** Origins whose form posts are accepted: `origin`, and in the local default its twin 127.0.0.1. */
  readonly trustedOrigins: readonly string[]
  readonly demo: boolean
  /** Null: the embedded server. */
  readonly databaseUrl: string | null
  /** Null: mail is written to the log instead of being sent. */
  readonly smtpUrl: string | null
  readonly mailFrom: string
  readonly objectStorage: ObjectStorage | null
  readonly logLevel: LogLevel
}

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const
type LogLevel = (typeof LOG_LEVELS)[number]
type Environment = Readonly<Record<string, string | undefined>>

let current: Config | undefined

/** The settings of this process; read at the first call. Throws an Error that names every wrong setting. */
export function config(): Config {
  return (current ??= readConfig(process.env))
}

/** Reads and checks settings from the given environment; empty values count as not given. */
export function readConfig(environment: Environment): Config {
  const wrong: string[] = []
  const given = (name: string): string | null => environment[name]?.trim() || null
  const choice = <T extends string>(name: string, allowed: readonly T[], fallback: T): T => {
    const value = given(name)?.toLowerCase() as T | undefined
    if (value === undefined) return fallback
    if (allowed.includes(value)) return value
    wrong.push(`${name} must be one of ${allowed.join(', ')}, not "${value}"`)
    return fallback
  }
  const address = (name: string, protocols: readonly string[]): URL | null => {
    const value = given(name)
    if (value === null) return null
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return new URL(value)
    // The value may hold a password: only its name is told.
    wrong.push(`${name} must be an address beginning with ${protocols.map((p) => `${p}//`).join(' or ')}`)
    return null
  }

  const portText = given('PORT') ?? '3000'
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : NaN
  if (!(port >= 1 && port <= 65535)) wrong.push(`PORT must be a number from 1 to 65535, not "${portText}"`)

  const originUrl = address('ORIGIN', ['http:', 'https:'])
  if (originUrl && (originUrl.pathname !== '/' || originUrl.search !== '')) {
    wrong.push(`ORIGIN must not have a path: the site lives at the root of its address`)
  }
  const origin = originUrl?.origin ?? `http://localhost:${portText}`
  const localTwins = [`http://localhost:${portText}`, `http://127.0.0.1:${portText}`]

  address('DATABASE_URL', ['postgres:', 'postgresql:'])
  address('SMTP_URL', ['smtp:', 'smtps:'])

  const dataDirectory = resolve(given('KHOI_DATA') ?? 'data')
  const settings: Config = {
    dataDirectory,
    filesDirectory: join(dataDirectory, 'files'),
    host: given('HOST') ?? '127.0.0.1',
    port,
    origin,
    trustedOrigins: originUrl ? [origin] : localTwins,
    demo: choice('KHOI_DEMO', ['on', 'off'], 'on') === 'on',
    databaseUrl: given('DATABASE_URL'),
    smtpUrl: given('SMTP_URL'),
    mailFrom: given('MAIL_FROM') ?? `khoi@${new URL(originUrl?.origin ?? 'http://localhost').hostname}`,
    objectStorage: readObjectStorage(given, address('S3_ENDPOINT', ['http:', 'https:']), wrong),
    logLevel: choice('KHOI_LOG', LOG_LEVELS, 'info'),
  }
  const secret = given('KHOI_SECRET')
  if (secret !== null && secret.length < 32) wrong.push('KHOI_SECRET must have at least 32 characters')
  if (wrong.length > 0) throw new Error(`Settings to correct:\n${wrong.map((line) => `  - ${line}`).join('\n')}`)
  return settings
}

/**
 * The secret that signs sessions and links: KHOI_SECRET, or one made at the first start and kept in KHOI_DATA/secret (mode 0600).
 * Losing it signs everybody out; leaking it lets others sign in.
 */
export function secret(environment: Environment = process.env, settings: Config = config()): string {
  const given = environment['KHOI_SECRET']?.trim()
  if (given) return given
  const path = join(settings.dataDirectory, 'secret')
  if (!existsSync(path)) {
    mkdirSync(settings.dataDirectory, { recursive: true, mode: 0o711 })
    const own = `${path}.${process.pid}`
    writeFileSync(own, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
    try {
      // Two processes may start at once: linking never replaces what the other has made.
      linkSync(own, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(own, { force: true })
    }
    chmodSync(path, 0o600)
  }
  const kept = readFileSync(path, 'utf8').trim()
  if (kept.length < 32)
    throw new Error(`${path} does not hold a secret. Remove it to make a new one (everybody signs in anew).`)
  return kept
}

function readObjectStorage(
  given: (name: string) => string | null,
  endpoint: URL | null,
  wrong: string[],
): ObjectStorage | null {
  if (given('S3_ENDPOINT') === null) return null
  const needed = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']
  const missing = needed.filter((name) => given(name) === null)
  if (missing.length > 0) wrong.push(`S3_ENDPOINT is set, so ${missing.join(', ')} must be set as well`)
  return {
    endpoint: endpoint?.href.replace(/\/$/, '') ?? '',
    bucket: given('S3_BUCKET') ?? '',
    region: given('S3_REGION') ?? 'us-east-1',
    accessKeyId: given('S3_ACCESS_KEY_ID') ?? '',
    secretAccessKey: given('S3_SECRET_ACCESS_KEY') ?? '',
  }
}
