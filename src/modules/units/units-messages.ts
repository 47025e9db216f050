// Vietnamese texts of units: kinds, what an act changed, and every refusal with what to do next.
import type { ErrorCatalogue } from '#kernel/errors.ts'
import { actErrors } from './act-messages.ts'
import { localityErrors } from './locality-messages.ts'
import type { Seal } from './unit-kinds.ts'
import { dayOf, kindOf, namesOf, ruleOf } from './unit-kind-messages.ts'

export { unitKindNames } from './unit-kind-messages.ts'

export const unitFactNames: Readonly<Record<string, string>> = {
  kind: 'loại hình tổ chức',
  name: 'tên gọi',
  shortName: 'tên ngắn',
  parentId: 'tổ chức cấp trên',
  sector: 'loại hình tổ chức cơ sở đảng',
  localityId: 'địa bàn',
  ordinal: 'thứ tự',
  symbol: 'ký hiệu văn bản',
  seal: 'con dấu',
  delegated: 'giao quyền cấp trên cơ sở',
  provisional: 'tổ chức đảng tạm thời',
}

export const sealNames: Readonly<Record<Seal, string>> = { own: 'Dấu riêng', parent: 'Dấu của cấp trên' }

export const treeChangeNames: Readonly<Record<string, string>> = {
  new: 'thành lập',
  gone: 'kết thúc',
  moved: 'chuyển',
  changed: 'đổi loại hình, địa bàn, thứ tự',
  renamed: 'đổi tên',
}

export const localityKindNames: Readonly<Record<string, string>> = {
  province: 'Tỉnh, thành phố',
  district: 'Huyện, quận, thị xã',
  commune: 'Xã, phường, đặc khu',
}

export const unitErrors: ErrorCatalogue = {
  'units.unknown': { status: 422, text: 'Không tìm thấy tổ chức này. Xin chọn lại trong cây tổ chức.' },
  'units.unknown_key': {
    status: 422,
    text: 'Tổ chức cấp trên không có trong danh sách gửi lên. Kiểm tra lại mã cấp trên.',
  },
  'units.repeated_key': { status: 422, text: 'Mã này lặp lại trong danh sách. Mỗi dòng cần một mã riêng.' },
  'units.code_taken': {
    status: 409,
    text: 'Mã này đã có tổ chức khác dùng. Nhập mã khác, hoặc để trống để hệ thống tự đặt.',
  },
  'units.one_top': {
    status: 422,
    text: 'Đã có một tổ chức cấp cao nhất trong thời gian này. Xin chọn tổ chức cấp trên cho tổ chức mới.',
  },
  'units.not_existing': {
    status: 422,
    text: (d) => `Tổ chức này không hoạt động vào ngày ${dayOf(d)}. Xin kiểm tra lại ngày có hiệu lực.`,
  },
  'units.nothing_changed': { status: 422, text: 'Nội dung mới giống hệt nội dung đang có. Chưa có gì để lưu.' },
  'units.closed_already': {
    status: 409,
    text: (d) => `Tổ chức này đã kết thúc hoạt động từ ngày ${dayOf(d)}. Không cần kết thúc lần nữa.`,
  },
  'units.later_acts': {
    status: 409,
    text: (d) => `Tổ chức còn có thay đổi ghi từ ngày ${dayOf(d)}. Chọn ngày kết thúc sau ngày đó.`,
  },
  'units.has_children': {
    status: 409,
    text: (d) =>
      `Còn ${String(d['count'])} tổ chức trực thuộc hoạt động sau ngày này (${namesOf(d)}). Chuyển hoặc kết thúc các tổ chức đó trước.`,
  },
  'units.cycle': {
    status: 422,
    text: (d) => `Từ ngày ${dayOf(d)} tổ chức này sẽ nằm dưới chính nó. Xin chọn tổ chức cấp trên khác.`,
  },
  'units.parent_not_existing': {
    status: 422,
    text: (d) =>
      `Tổ chức cấp trên không hoạt động vào ngày ${dayOf(d)}, trong khi tổ chức này vẫn còn. Chọn tổ chức khác hoặc ngày khác.`,
  },
  'units.nesting': {
    status: 422,
    text: (d) =>
      `${kindOf(d, 'kind')} không đặt trực tiếp dưới ${kindOf(d, 'parentKind')} (${ruleOf(d)}). Chọn cấp trên hoặc loại hình khác.`,
  },
  'units.unknown_sector': { status: 422, text: 'Loại hình này không có trong danh mục. Xin chọn lại.' },
  'units.unknown_locality': { status: 422, text: 'Địa bàn này không có trong danh mục. Xin chọn lại.' },
  'units.identifier_taken': {
    status: 409,
    text: 'Mã này đang thuộc về một tổ chức khác trong thời gian đó. Xin kiểm tra lại mã.',
  },
  'units.identifier_later': {
    status: 409,
    text: (d) => `Đã ghi một mã từ ngày ${dayOf(d)}. Chọn ngày sau ngày đó.`,
  },
  'units.delegated_kind': {
    status: 422,
    text: 'Chỉ đảng bộ cơ sở mới được giao quyền cấp trên cơ sở. Bỏ dấu giao quyền, hoặc chọn loại hình khác.',
  },
  'units.unknown_code': {
    status: 422,
    text: (d) =>
      `Không có tổ chức nào mang mã ${String(d['code'])} vào ngày này, trong bảng cũng không. Kiểm tra lại mã cấp trên.`,
  },
  'units.same_name': {
    status: 409,
    text: 'Dưới cấp trên này đã có tổ chức cùng tên. Nếu là tổ chức đó, điền mã của nó; nếu là tổ chức mới, đặt mã riêng.',
  },
  'units.no_sheet': {
    status: 422,
    text: 'Tệp không có dòng nào dưới các cột Mã và Tên tổ chức. Tải cây tổ chức hiện nay, sửa trong tệp đó rồi gửi lại.',
  },
  ...actErrors,
  ...localityErrors,
  'units.end_before_start': { status: 422, text: 'Ngày kết thúc phải sau ngày bắt đầu.' },
}
