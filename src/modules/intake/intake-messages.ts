// Vietnamese words of imports and comparisons: states, filters, and the sentences of what is wrong with a cell, a row or a file.
import { formatDay, isDay } from '#kernel/day.ts'
import { commonErrors } from '#kernel/error-messages.ts'
import type { ErrorCatalogue, ErrorDetails } from '#kernel/errors.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'
import { membersErrors } from '#modules/members/members.server.ts'
import type { BridgeKind } from './bridge-lines.ts'
import type { Choice, IntakeState } from './intake-store.ts'
import type { RowFilter } from './row-counts.ts'

export const readFileTitle = 'Đọc bảng Excel'
export const applyTitle = 'Nhập danh sách đảng viên'

export const intakeStateNames: Record<IntakeState, string> = {
  open: 'Chờ chọn cột',
  reading: 'Đang đọc',
  read: 'Chờ nhận',
  applying: 'Đang nhận',
  applied: 'Đã nhận',
  undone: 'Đã hủy kết quả',
  given_up: 'Đã bỏ',
}

export const choiceNames: Record<Choice, string> = {
  new: 'Nhập mới',
  skip: 'Bỏ qua',
  fill: 'Điền chỗ còn trống',
  replace: 'Thay theo bảng',
}

export const rowFilterNames: Record<RowFilter, string> = {
  faulty: 'Có lỗi',
  undecided: 'Cần quyết định',
  twin: 'Trùng trong bảng',
  new: 'Nhập mới',
  update: 'Cập nhật',
  skip: 'Bỏ qua',
  noted: 'Có sửa, có lưu ý',
}

export const matchNames: Record<string, string> = {
  citizen_id: 'cùng số định danh',
  card: 'cùng số thẻ',
  name_birth: 'cùng họ tên, ngày sinh',
  name: 'cùng họ tên',
}

export const outcomeNames: Record<string, string> = {
  new: 'Đã nhập mới',
  changed: 'Đã cập nhật',
  same: 'Không có gì thay đổi',
  skipped: 'Đã bỏ qua',
}

export const bridgeKindNames: Record<BridgeKind, string> = {
  here: 'Chỉ có ở đây',
  there: 'Chỉ có ở phần mềm quốc gia',
  differs: 'Có ở cả hai, khác nhau',
}

export const certaintyNames = { sure: 'Chắc chắn', likely: 'Có thể là cùng người', unclear: 'Chưa rõ' } as const

const on = (d: ErrorDetails): string => (isDay(d['on']) ? formatDay(d['on']) : '')
const count = (d: ErrorDetails): string => formatInteger(Number(d['count'] ?? 0))
const value = (d: ErrorDetails): string => String(d['value'] ?? '')

const whyRefused = (d: ErrorDetails): string => {
  const entry = intakeErrors[String(d['why'])] ?? membersErrors[String(d['why'])] ?? commonErrors[String(d['why'])]
  if (!entry) return 'Nội dung dòng này không nhận được.'
  return typeof entry.text === 'string' ? entry.text : entry.text(d)
}

/** Of a file or an import as a whole. */
const ofImports: ErrorCatalogue = {
  'intake.too_large': {
    status: 413,
    text: 'Sổ Excel quá lớn, chỉ nhận đến 20 MB. Xin bỏ ảnh và trang thừa, hoặc chia nhỏ theo đơn vị.',
  },
  'intake.no_head': {
    status: 422,
    text: 'Không tìm thấy dòng tiêu đề cột trong 40 dòng đầu của trang nào. Dòng ấy cần có ít nhất hai cột quen thuộc, ví dụ “Họ và tên”, “Ngày sinh”. Tải bảng mẫu để so sánh.',
  },
  'intake.file_gone': { status: 409, text: 'Tệp gốc không còn giữ nữa. Xin chọn lại tệp để đọc lần nữa.' },
  'intake.wrong_state': {
    status: 409,
    text: 'Lần nhập này đã sang bước khác. Xin mở lại trang để xem nó đang ở đâu.',
  },
  'intake.column_twice': { status: 422, text: 'Cột này đã được chọn cho mục khác. Mỗi cột chỉ dùng một lần.' },
  'intake.column_needed': { status: 422, text: 'Cần chỉ ra cột họ và tên thì mới đọc được danh sách.' },
  'intake.compare_needs': {
    status: 422,
    text: 'Để đối chiếu cần thêm ít nhất một cột: ngày sinh, số thẻ hoặc số định danh.',
  },
  'intake.no_lines': { status: 422, text: 'Chưa chọn dòng nào. Đánh dấu các dòng rồi bấm lại.' },
  'intake.row_has_faults': {
    status: 422,
    text: 'Dòng có lỗi chỉ bỏ qua được. Sửa trong tệp rồi gửi lại nếu cần nhận dòng ấy.',
  },
  'intake.nobody_here': {
    status: 422,
    text: 'Dòng này chưa có người tương ứng trong danh sách: chọn nhập mới hoặc bỏ qua.',
  },
  'intake.number_is_theirs': {
    status: 422,
    text: 'Số thẻ hoặc số định danh của dòng này đang ghi cho một đảng viên. Chọn cập nhật hồ sơ ấy, hoặc bỏ qua.',
  },
  'intake.not_enough_for_new': {
    status: 422,
    text: 'Dòng này chưa đủ để nhập mới: cần họ tên, giới tính, ngày sinh, ngày vào Đảng và chi bộ.',
  },
  'intake.undecided': {
    status: 409,
    text: (d) =>
      `Còn ${count(d)} dòng có lỗi hoặc chưa quyết định. Sửa trong tệp rồi gửi lại, hoặc chọn cho từng dòng.`,
  },
  'intake.nothing_to_take': { status: 409, text: 'Không có dòng nào để nhập mới hay cập nhật. Xin chọn lại.' },
  'intake.row_refused': {
    status: 422,
    text: (d) => `Dòng ${String(d['line'])} không nhận được nên chưa nhận dòng nào. ${whyRefused(d)}`,
  },
  'intake.came_meanwhile': {
    status: 409,
    text: 'Người này đã có trong danh sách từ sau lúc xem trước. Đọc lại tệp để xem lại.',
  },
  'intake.went_meanwhile': {
    status: 409,
    text: 'Hồ sơ tương ứng đã đổi từ sau lúc xem trước. Đọc lại tệp để xem lại.',
  },
  'intake.cancelled': { status: 409, text: 'Đã dừng theo yêu cầu, chưa nhận dòng nào.' },
  'intake.touched': {
    status: 409,
    text: (d) => {
      const names = (d['names'] as string[] | undefined) ?? []
      return `Không hủy được vì ${count(d)} hồ sơ đã có việc khác sau khi nhập (${names.join(', ')}${Number(d['count'] ?? 0) > names.length ? ', …' : ''}). Đính chính từng hồ sơ.`
    },
  },
}

/** Of one cell or row: what was read stands beside them. */
const ofCells: ErrorCatalogue = {
  'intake.cell_error': { status: 422, text: 'Ô này là lỗi của Excel. Sửa công thức hoặc gõ thẳng giá trị.' },
  'intake.formula_empty': {
    status: 422,
    text: 'Ô này là công thức chưa có kết quả. Mở bằng Excel, chép cột và dán lại dạng giá trị rồi lưu.',
  },
  'intake.formula': { status: 422, text: 'Ô này là công thức; lấy kết quả đang hiện.' },
  'intake.unknown_word': {
    status: 422,
    text: 'Từ này không có trong danh mục. Chọn một từ trong trang danh mục của bảng mẫu.',
  },
  'intake.not_yes_or_no': { status: 422, text: 'Ghi “Có” hoặc “Không”.' },
  'intake.too_long': {
    status: 422,
    text: (d) => (d['max'] === undefined ? 'Nội dung quá dài.' : `Dài quá ${String(d['max'])} ký tự.`),
  },
  'intake.not_a_name': { status: 422, text: 'Chưa phải họ và tên: cần ít nhất hai chữ, không có số và dấu lạ.' },
  'intake.not_a_day': {
    status: 422,
    text: 'Chưa hiểu được ngày này. Ghi ngày/tháng/năm, ví dụ 01/02/1985; ngày đứng trước tháng.',
  },
  'intake.citizen_id': {
    status: 422,
    text: (d) => `Số định danh cá nhân có 12 chữ số, ở đây có ${String(d['digits'] ?? 'số khác')}.`,
  },
  'intake.phone': { status: 422, text: 'Số điện thoại có 9 đến 12 chữ số.' },
  'intake.unknown_cell': {
    status: 422,
    text: 'Không có chi bộ này trong đơn vị đã chọn. Ghi đúng tên trên cây tổ chức, hoặc dùng cột mã chi bộ.',
  },
  'intake.many_cells': {
    status: 422,
    text: (d) =>
      `Có nhiều chi bộ cùng tên; thêm cột mã chi bộ (${((d['codes'] as string[] | undefined) ?? []).join(', ')}).`,
  },
  'intake.confirmed_missing': { status: 422, text: 'Đảng viên chính thức phải có ngày chính thức.' },
  'intake.state_differs': { status: 422, text: 'Ghi là dự bị nhưng lại có ngày chính thức. Xin kiểm tra lại.' },
  'intake.candidate': {
    status: 422,
    text: 'Người này đang có hồ sơ (chưa phải đảng viên) trong hệ thống. Hoàn thành hồ sơ kết nạp hoặc tiếp nhận ở trang đảng viên.',
  },
  'intake.left_before': {
    status: 422,
    text: (d) => `Người này đã ra khỏi đảng bộ từ ngày ${on(d)}. Dùng tiếp nhận hoặc khôi phục ở trang đảng viên.`,
  },
  'intake.elsewhere': {
    status: 422,
    text: 'Đã có người như thế ở nơi khác trong đảng bộ. Làm thủ tục chuyển sinh hoạt, không nhập mới.',
  },
  'intake.twin': {
    status: 422,
    text: (d) => `Cùng người với dòng ${String(d['line'])} của bảng. Nhận hay bỏ qua dòng này?`,
  },
  'intake.perhaps_same': {
    status: 422,
    text: 'Có hồ sơ giống nhưng còn điểm trái nhau. Là cùng người thì cập nhật; là người khác thì nhập mới.',
  },
  'intake.by_deed': {
    status: 422,
    text: 'Khác với danh sách. Mục này chỉ đổi bằng quyết định hoặc đính chính, không đổi khi nhập bảng.',
  },
  'intake.repaired_encoding': {
    status: 422,
    text: (d) => `Chữ theo phông cũ (TCVN3, VNI), đã đổi thành “${value(d)}”.`,
  },
  'intake.repaired_form': { status: 422, text: (d) => `Dấu ghép rời hoặc đặt sai chỗ, đã đổi thành “${value(d)}”.` },
  'intake.repaired_letters': {
    status: 422,
    text: (d) => `Có ký tự nhìn giống nhưng khác chữ, đã đổi thành “${value(d)}”.`,
  },
  'intake.repaired_spaces': { status: 422, text: (d) => `Có khoảng trắng lạ, đã bỏ: “${value(d)}”.` },
  'intake.zeros_back': { status: 422, text: 'Excel đã bỏ số 0 ở đầu; đã thêm lại.' },
  'intake.only_year': { status: 422, text: (d) => `Chỉ có năm: tạm lấy ngày ${on(d)}.` },
  'intake.only_month': { status: 422, text: (d) => `Chỉ có tháng và năm: tạm lấy ngày ${on(d)}.` },
  'intake.short_year': { status: 422, text: (d) => `Năm có hai chữ số: hiểu là ${on(d)}.` },
  'intake.serial_day': { status: 422, text: (d) => `Là số ngày của Excel: hiểu là ${on(d)}.` },
  'intake.taken_for_kinh': { status: 422, text: 'Không ghi dân tộc: tạm lấy Kinh.' },
}

export const intakeErrors: ErrorCatalogue = { ...ofImports, ...ofCells }
