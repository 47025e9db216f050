// Settings of the embedded server, for a small machine: application and database together rest below 400 MB.

/** Command-line settings, so that they are always those of the running program and never an edited file's. */
export function serverSettings(socketDir: string, durable: boolean): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    port: 5432,
    max_connections: durable ? 60 : 100,
    shared_buffers: '64MB',
    huge_pages: 'off',
    work_mem: '8MB',
    maintenance_work_mem: '48MB',
    effective_cache_size: '512MB',
    // Compiling a plan costs more than our longest query.
    jit: 'off',
    // One process per connection is enough on two cores; helpers would only take each other's turns and memory.
    max_parallel_workers_per_gather: 0,
    max_worker_processes: 2,
    max_logical_replication_workers: 0,
    io_method: 'sync',
    autovacuum_max_workers: 2,
    random_page_cost: 1.1,
    // Physical backups read the write-ahead log through a temporary slot.
    wal_level: 'replica',
    max_wal_senders: 2,
    max_replication_slots: 4,
    max_wal_size: '512MB',
    min_wal_size: '80MB',
    checkpoint_completion_target: 0.9,
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // Values of rows are people's data: errors are logged without the statement, its parameters and the failing row.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: 0,
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    idle_in_transaction_session_timeout: '5min',
    ...(durable
      ? { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off', max_wal_size: '2GB' }),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
