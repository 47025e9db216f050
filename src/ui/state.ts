// The states every thing in the house may be in; each has a colour, a shape and (from the page) a word.
export type State = 'done' | 'due' | 'late' | 'returned' | 'none' | 'draft' | 'gold'
