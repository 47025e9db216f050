// Corrects what is written of the person, with a reason.
import { editPerson } from '#modules/members/members.server.ts'
import { personChoices } from '../../choices.server.ts'
import { actOn, loadAct } from '../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, (_, __, member) => ({
    person: {
      name: member.name,
      sex: member.sex,
      birthOn: member.birthOn,
      ethnicity: member.ethnicity,
      homePlace: member.homePlace,
      education: member.education,
      theoryLevel: member.theoryLevel,
      occupation: member.occupation,
    },
    masked: member.masked,
    cardNumber: member.cardNumber,
    fileNumber: member.fileNumber,
    version: member.version,
    choices: personChoices(),
  }))

export const actions: Actions = { default: actOn(editPerson, 'sua') }
