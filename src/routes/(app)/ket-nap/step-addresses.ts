// The last part of the address of each step's form.
import type { StepKind } from '#modules/admissions/admissions.server.ts'

export const stepAddress: Record<StepKind, string> = {
  noted: 'quan-chung-uu-tu',
  listed: 'cam-tinh-dang',
  helper: 'phan-cong-giup-do',
  class_sent: 'cu-di-hoc',
  certificate: 'giay-chung-nhan',
  opened: 'lap-ho-so',
  sponsor: 'nguoi-gioi-thieu',
  introduction: 'doan-the-gioi-thieu',
  // Not «giay-to»: the page of drafted papers stands there.
  paper: 'them-giay-to',
  opinion: 'y-kien-nhan-xet',
  check: 'tham-tra',
  reply: 'tra-loi-tham-tra',
  vetting: 'tieu-chuan-chinh-tri',
  completed: 'du-ho-so',
  renewed: 'lam-lai',
  cell_vote: 'chi-bo-xet',
  appraisal: 'tham-dinh',
  committee_vote: 'dang-uy-xet',
  extension: 'gia-han',
  decided: 'quyet-dinh',
  received: 'nhan-quyet-dinh',
  ceremony: 'le-ket-nap',
  handed_over: 'chuyen-chi-bo',
  returned: 'tra-lai',
  resumed: 'xem-xet-tiep',
  stopped: 'dung',
  new_class: 'lop-dang-vien-moi',
  official_vote: 'chi-bo-xet-chinh-thuc',
  official_committee: 'dang-uy-xet-chinh-thuc',
  official_decided: 'quyet-dinh-chinh-thuc',
  removal_decided: 'quyet-dinh-xoa-ten',
  annulled: 'huy-quyet-dinh',
}

const byAddress = new Map(Object.entries(stepAddress).map(([kind, address]) => [address, kind as StepKind]))

/** The step an address means, or undefined. */
export const stepAt = (address: string | undefined): StepKind | undefined =>
  address === undefined ? undefined : byAddress.get(address)
