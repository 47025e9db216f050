// Waits for the wish to stop: Ctrl-C, a signal, or the death of the script that started us.

/** Resolves at the first wish. A second Ctrl-C, a second later, ends at once; the next start finds and repairs everything. */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    let toldAt: number | null = null
    const tell = () => {
      const now = performance.now()
      // One Ctrl-C arrives twice: from the terminal, and passed on by npm and the start script.
      if (toldAt !== null && now - toldAt > 1000) process.exit(130)
      toldAt ??= now
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, tell)
    process.once('disconnect', tell)
  })
}
