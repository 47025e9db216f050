// Which page numbers a pager shows: first, last, the current one with its neighbours; null marks a gap.

/** 1-based page numbers with null for gaps, e.g. (7, 12) → [1, null, 6, 7, 8, null, 12]. */
export function pageNumbers(page: number, pages: number): (number | null)[] {
  const out: (number | null)[] = []
  for (let n = 1; n <= pages; n++) {
    const near = n === 1 || n === pages || Math.abs(n - page) <= 1
    // A gap of a single page is shown as that page.
    const bridge = (n === 2 && page === 4) || (n === pages - 1 && page === pages - 3)
    if (near || bridge) out.push(n)
    else if (out.at(-1) !== null) out.push(null)
  }
  return out
}
