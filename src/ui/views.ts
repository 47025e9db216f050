// Shape of the ways to see one page.
export interface View {
  href: string
  label: string
  /** Shown when pointed at: the label in more words. */
  say?: string | undefined
  current: boolean
}
