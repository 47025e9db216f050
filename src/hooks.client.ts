// Runs before the page's scripts take over what the server drew.
import { noteTyped } from '#ui/keep-typed.ts'

noteTyped()
