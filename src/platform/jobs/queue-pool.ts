// A pool whose broken connections are reported and never thrown into the void; the queue's library insists on both handlers.
import pg from 'pg'

export function queuePool(config: pg.PoolConfig, onError: (error: Error) => void = () => {}): pg.Pool {
  const pool = new pg.Pool(config)
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}
