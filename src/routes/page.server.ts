// Moved to #pages.
export * from '#pages'
