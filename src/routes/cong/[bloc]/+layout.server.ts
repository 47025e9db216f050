// Masthead and sections of a bloc's portal.
import { readMasthead, SECTIONS } from '#modules/portal/portal.server.ts'
import { sectionNames, sectionSlugs } from '#modules/portal/portal-messages.ts'
import { publicLoad } from '../public-load.server.ts'
import { textSizeOf } from '../text-size.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = (event) =>
  publicLoad(event, async (run, bloc) => ({
    bloc: bloc.slug,
    name: (await run(readMasthead, {})).name ?? bloc.name,
    size: textSizeOf(event.url, event.cookies),
    sections: SECTIONS.map((section) => ({
      href: `/cong/${bloc.slug}/muc/${sectionSlugs[section]}`,
      label: sectionNames[section],
    })),
  }))
