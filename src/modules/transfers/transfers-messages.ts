// Vietnamese words of transfers: kinds, states, steps, reasons, the letter, and the sentences of refusals.
import { formatDay, isDay } from '#kernel/day.ts'
import type { ErrorCatalogue, ErrorDetails } from '#kernel/errors.ts'
import type { Direction, TransferAct, TransferKind, TransferState } from './transfer.ts'
import type { TimerCode } from './transfer-rules.ts'

export const transferKindNames: Record<TransferKind, string> = {
  official: 'Chính thức',
  temporary: 'Tạm thời',
  internal: 'Nội bộ',
}

export const directionNames: Record<Direction, string> = {
  inside: 'Trong đảng bộ',
  out: 'Chuyển đi',
  in: 'Chuyển đến',
}

export const transferStateNames: Record<TransferState, string> = {
  asked: 'Đã đề nghị',
  reviewed: 'Chi bộ đã xét',
  issued: 'Đã cấp giấy giới thiệu',
  presented: 'Đã nộp giấy',
  received: 'Đã tiếp nhận',
  returned: 'Nơi đến trả lại',
  withdrawn: 'Đã rút',
}

export const actNames: Record<TransferAct, string> = {
  review: 'Ghi nhận xét của chi bộ',
  issue: 'Cấp giấy giới thiệu',
  present: 'Ghi đã nộp giấy',
  receive: 'Tiếp nhận',
  return: 'Trả lại',
  withdraw: 'Rút đề nghị',
  extend: 'Gia hạn',
  end: 'Ghi hết sinh hoạt tạm thời',
}

export const stepNames: Record<string, string> = {
  asked: 'Đề nghị chuyển sinh hoạt',
  reviewed: 'Chi bộ xét, nhận xét',
  issued: 'Cấp giấy giới thiệu',
  sent: 'Hồ sơ được gửi đến',
  presented: 'Nộp giấy tại nơi đến',
  received: 'Tiếp nhận',
  returned: 'Nơi đến trả lại',
  withdrawn: 'Rút đề nghị',
  extended: 'Gia hạn sinh hoạt tạm thời',
  ended: 'Hết sinh hoạt tạm thời',
  explained: 'Báo cáo lý do quá hạn',
}

/** Reasons of a stay for a time; those of a transfer for good are the list TRANSFER_TRIGGERS. */
export const stayReasonNames: Record<string, string> = {
  work: 'Công tác, cư trú nơi khác',
  study: 'Học tập trung trong nước',
  retirement: 'Chờ nghỉ hưu',
}

export const timerNames: Record<TimerCode, string> = {
  TRANSFER_REQUEST: 'Làm thủ tục chuyển',
  TRANSFER_PRESENT: 'Nộp giấy tại nơi đến',
  stay: 'Sinh hoạt tạm thời',
}

/** Kind of paper the letter is, and its number as printed: each register counts anew every year. */
export const letterKind = 'introduction'
export const letterText = (number: number, year: number): string => `${number}/${year}-GTSHĐ`
export const letterAbstract = (name: string): string => `Giới thiệu đồng chí ${name} chuyển sinh hoạt đảng`

export const parcelTitle = 'Gửi hồ sơ đảng viên sang đảng bộ khác'
export const tellTitle = 'Báo kết quả tiếp nhận cho đảng bộ nơi đi'

const on = (details: ErrorDetails): string => (isDay(details['on']) ? `ngày ${formatDay(details['on'])}` : 'trước đó')

export const transfersErrors: ErrorCatalogue = {
  'transfers.gone': {
    status: 409,
    text: (d) =>
      `Đồng chí ${String(d['name'])} không còn ở đảng bộ${isDay(d['on']) ? ` từ ${on(d)}` : ''}, nên không chuyển sinh hoạt được. Xem lịch sử trong hồ sơ; nếu ghi nhầm, đính chính sự việc ấy trước.`,
  },
  'transfers.open_already': {
    status: 409,
    text: (d) =>
      `Đồng chí này đang có một lần chuyển sinh hoạt chưa xong${isDay(d['on']) ? `, đề nghị ${on(d)}` : ''}. Hoàn thành hoặc rút lần đó trước.`,
  },
  'transfers.away_already': {
    status: 409,
    text: 'Đồng chí này đang sinh hoạt tạm thời ở nơi khác. Gia hạn hoặc ghi hết sinh hoạt tạm thời trước; chuyển chính thức thì vẫn làm được.',
  },
  'transfers.not_active': {
    status: 409,
    text: 'Đồng chí này đang được miễn, tạm miễn hoặc bị đình chỉ sinh hoạt nên không đi sinh hoạt tạm thời được. Ghi sinh hoạt trở lại trước; chuyển chính thức thì vẫn làm được.',
  },
  'transfers.where': { status: 422, text: 'Chọn nơi đến: một chi bộ, một đảng bộ khác, hoặc ghi tên nơi đến ở ngoài.' },
  'transfers.where_once': { status: 422, text: 'Chỉ chọn một nơi đến. Xóa bớt để còn đúng một nơi.' },
  'transfers.unknown_bloc': {
    status: 422,
    text: 'Đảng bộ này không còn hoạt động trên hệ thống. Ghi tên nơi đến ở ngoài.',
  },
  'transfers.same_cell': { status: 422, text: 'Đồng chí này đang ở chi bộ đó. Chọn chi bộ khác.' },
  'transfers.not_a_cell': {
    status: 422,
    text: 'Ngày đó đơn vị này không phải là chi bộ đang hoạt động. Chọn một chi bộ.',
  },
  'transfers.not_internal': {
    status: 422,
    text: 'Chuyển nội bộ là giữa hai chi bộ của cùng một tổ chức cơ sở đảng. Chọn loại chính thức, hoặc chọn chi bộ khác.',
  },
  'transfers.until_past': { status: 422, text: (d) => `Ngày hết hạn phải sau ${on(d)}.` },
  'transfers.until_not_later': { status: 422, text: (d) => `Ngày gia hạn phải sau ${on(d)}, ngày hết hạn đang ghi.` },
  'transfers.stay_over': {
    status: 422,
    text: (d) => `Thời gian sinh hoạt tạm thời đã hết ${on(d)}. Trả lại và đề nghị lần khác.`,
  },
  'transfers.in_future': { status: 422, text: 'Ngày này còn ở tương lai. Ghi khi việc đã làm.' },
  'transfers.before_last_step': {
    status: 422,
    text: (d) => `Ngày này trước bước liền trước (${on(d)}). Kiểm tra lại ngày.`,
  },
  'transfers.wrong_state': {
    status: 409,
    text: 'Lần chuyển sinh hoạt này đã sang bước khác. Mở lại trang để xem bước đang chờ.',
  },
  'transfers.dues_behind': {
    status: 422,
    text: 'Đảng phí chưa đóng đến hết tháng cấp giấy. Thu đủ rồi ghi lại nhận xét của chi bộ, sau đó cấp giấy giới thiệu.',
  },
  'transfers.number_taken': { status: 409, text: 'Số giấy này đã cấp trong năm. Để trống để lấy số tiếp theo của sổ.' },
  'transfers.sent_already': {
    status: 409,
    text: 'Hồ sơ đã gửi sang đảng bộ nơi đến, nên không rút được nữa. Đề nghị nơi đến trả lại.',
  },
  'transfers.theirs_to_receive': {
    status: 409,
    text: 'Nơi đến là đảng bộ khác trên hệ thống: họ ghi tiếp nhận hoặc trả lại, kết quả tự về đây.',
  },
  'transfers.needs_record': {
    status: 409,
    text: 'Đồng chí này đến từ nơi khác: tiếp nhận ở mục «Tiếp nhận vào chi bộ» để lập hồ sơ.',
  },
  'transfers.parcel_missing': {
    status: 409,
    text: 'Hồ sơ từ đảng bộ nơi đi chưa đến. Chờ ít phút rồi thử lại; nếu vẫn chưa có, hỏi văn phòng nơi đi.',
  },
  'transfers.unit_has_open': {
    status: 409,
    text: (d) => `Đơn vị này còn ${String(d['count'])} lần chuyển sinh hoạt chưa xong. Hoàn thành hoặc rút trước.`,
  },
  'transfers.rule': { status: 422, text: (d) => String(d['sentence'] ?? 'Chưa đúng quy định.') },
}
