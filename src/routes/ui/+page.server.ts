// The house's components with real amounts of data; only where it is developed (or KHOI_UI=1).
import { dev } from '$app/env'
import { error } from '@sveltejs/kit'
import { people, units } from './sample.ts'

export function load({ url }: { url: URL }) {
  if (!dev && process.env['KHOI_UI'] !== '1') error(404)
  const sort = url.searchParams.get('sap') ?? 'ten'
  const dir = url.searchParams.get('chieu') === 'desc' ? ('desc' as const) : ('asc' as const)
  return { sort: { key: sort, dir }, units: units(50), people: people(44), query: url.searchParams.get('q') ?? '' }
}

export const actions = {
  default: async ({ request }: { request: Request }) => {
    const values = Object.fromEntries((await request.formData()).entries())
    const errors: Record<string, string> = {}
    if (!values['hoten']) errors['hoten'] = 'Nhập họ và tên'
    if (!/^\d{2}\/\d{2}\/\d{4}$/.test(String(values['ngay'] ?? ''))) errors['ngay'] = 'Nhập ngày theo mẫu 21/09/2023'
    return { values, errors, done: Object.keys(errors).length === 0 }
  },
}
