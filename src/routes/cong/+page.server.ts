// All portals of this installation; with a single bloc straight to its front page.
import { listTenants } from '#modules/tenancy/tenancy.server.ts'
import { database } from '#platform/db/database.ts'
import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async () => {
  const blocs = await listTenants(database())
  if (blocs.length === 1 && blocs[0]) redirect(307, `/cong/${blocs[0].slug}`)
  return { blocs: blocs.map(({ slug, name }) => ({ slug, name })) }
}
