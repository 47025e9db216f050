// Sentences of hand-overs between blocs. They are read by the operator at the console.
import { formatDay, isDay } from '#kernel/day.ts'
import type { ErrorCatalogue, ErrorDetails } from '#kernel/errors.ts'

const text = (details: ErrorDetails, name: string): string => String(details[name] ?? '')
const dayIn = (details: ErrorDetails, name = 'on'): string => {
  const value = details[name]
  return isDay(value) ? formatDay(value) : ''
}
const some = (details: ErrorDetails, name: string): string => {
  const list = (details[name] as unknown[] | undefined) ?? []
  return `${list.slice(0, 8).map(String).join(', ')}${list.length > 8 ? ` và ${list.length - 8} mục nữa` : ''}`
}

export const handoversErrors: ErrorCatalogue = {
  'handovers.unknown_bloc': {
    status: 422,
    text: (d) => `Không có khối nào tên đường dẫn là “${text(d, 'slug')}”. Xem lại tên.`,
  },
  'handovers.same_bloc': {
    status: 422,
    text: (d) => `Khối “${text(d, 'slug')}” không thể vừa giao vừa nhận. Bỏ tên đó ở một bên.`,
  },
  'handovers.bloc_exists': { status: 409, text: (d) => `Đã có khối “${text(d, 'slug')}”. Bỏ --create để nhập vào khối đó, hoặc chọn tên khác.` }, // prettier-ignore
  'handovers.day_ahead': { status: 422, text: (d) => `Ngày ${dayIn(d)} chưa tới. Bàn giao được thực hiện từ chính ngày có hiệu lực trở đi.` }, // prettier-ignore
  'handovers.ended': { status: 409, text: (d) => `${text(d, 'name')} đã kết thúc từ ${dayIn(d)}, không giao hay nhận thêm được. Chọn khối khác.` }, // prettier-ignore
  'handovers.no_top': { status: 422, text: (d) => `${text(d, 'name')} không có đơn vị gốc vào ngày ${dayIn(d)}. Chọn ngày mà khối đang hoạt động.` }, // prettier-ignore
  'handovers.later_acts': { status: 409, text: (d) => `Sổ tổ chức đã ghi ${text(d, 'count')} thay đổi từ ngày ${dayIn(d)} trở đi: ${some(d, 'names')}. Đính chính các thay đổi đó rồi làm lại.` }, // prettier-ignore
  'handovers.later_facts': { status: 409, text: (d) => `Sổ đảng viên đã ghi ${text(d, 'count')} việc chuyển đến, chuyển đi từ ngày ${dayIn(d)} trở đi. Đính chính rồi làm lại, ghi các việc đó ở khối mới.` }, // prettier-ignore
  'handovers.card_numbers': { status: 409, text: (d) => `Số thẻ đảng viên có ở cả hai khối: ${some(d, 'keys')}. Sửa số thẻ sai trước khi bàn giao.` }, // prettier-ignore
  'handovers.identifiers': { status: 409, text: (d) => `Mã định danh đơn vị có ở cả hai khối: ${some(d, 'keys')}. Sửa mã sai trước khi bàn giao.` }, // prettier-ignore
  'handovers.twice': { status: 409, text: (d) => `${text(d, 'count')} hồ sơ đã có ở khối nhận từ một lần bàn giao khác: ${some(d, 'keys')}. Không ghi đè; cần người quản trị xem lại.` }, // prettier-ignore
  'handovers.unknown_unit': { status: 422, text: (d) => `Không có tổ chức cơ sở đảng nào mang mã ${some(d, 'codes')} vào ngày cuối. Sửa trong tệp phương án.` }, // prettier-ignore
  'handovers.not_grassroots': { status: 422, text: (d) => `Đơn vị mã ${some(d, 'codes')} không trực thuộc thẳng Đảng ủy Khối; chỉ giao cả tổ chức cơ sở. Bỏ dòng đó.` }, // prettier-ignore
  'handovers.unassigned': { status: 422, text: (d) => `${text(d, 'count')} tổ chức cơ sở chưa có nơi nhận: ${some(d, 'codes')}. Thêm vào tệp phương án.` }, // prettier-ignore
  'handovers.given_twice': {
    status: 422,
    text: (d) => `Mã ${some(d, 'codes')} có hai dòng trong tệp phương án. Giữ lại một dòng.`,
  },
  'handovers.writers': { status: 409, text: 'Vẫn còn việc đang ghi dở ở khối cũ sau một phút chờ. Xem công việc nền đang chạy, rồi chạy lại lệnh để làm tiếp.' }, // prettier-ignore
  'handovers.other_plan': { status: 409, text: 'Lần bàn giao này đã bắt đầu với phương án khác. Chạy lại đúng lệnh cũ để làm tiếp.' }, // prettier-ignore
  'handovers.figures_differ': { status: 500, text: (d) => `Đã chép xong nhưng ${text(d, 'count')} số liệu trước và sau không khớp: ${some(d, 'keys')}. Khối cũ vẫn còn nguyên; khôi phục từ bản sao lưu và báo người phát triển.` }, // prettier-ignore
  'handovers.reports_broken': { status: 500, text: (d) => `${text(d, 'count')} báo cáo đã chốt không còn khớp dấu vân tay sau khi chép. Khối cũ vẫn còn nguyên; khôi phục từ bản sao lưu.` }, // prettier-ignore
}

/** What stands in the lineage for the old bloc's other parts. */
export const otherPart = (name: string): string => `Phần khác của ${name}`
