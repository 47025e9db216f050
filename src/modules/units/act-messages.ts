// Vietnamese refusals of the acts of a reorganisation: which unit, what is wrong, what to do next.
import type { ErrorCatalogue, ErrorDetails } from '#kernel/errors.ts'
import { dayOf, kindOf, namesOf, ruleOf } from './unit-kind-messages.ts'

const nameOf = (details: ErrorDetails, key = 'name'): string => `“${String(details[key] ?? '')}”`
const otherOf = (details: ErrorDetails): string => `việc thứ ${String(details['other'] ?? '')}`

export const actErrors: ErrorCatalogue = {
  'units.act_too_few': { status: 422, text: 'Chọn chưa đủ tổ chức cho việc này. Xin chọn thêm.' },
  'units.act_closed': {
    status: 409,
    text: (d) => `${nameOf(d)} đã có ngày kết thúc hoạt động ${dayOf(d)}. Bỏ tổ chức này khỏi phương án.`,
  },
  'units.act_not_yet': {
    status: 422,
    text: (d) =>
      `${nameOf(d)} chưa thành lập vào ngày ${dayOf(d)}. Chọn ngày hiệu lực muộn hơn, hoặc chọn tổ chức khác.`,
  },
  'units.act_later': {
    status: 409,
    text: (d) => `${nameOf(d)} đã có thay đổi ghi từ ngày ${dayOf(d)}. Chọn ngày hiệu lực sau ngày đó.`,
  },
  'units.act_overlap': {
    status: 422,
    text: (d) => `Việc này trái với ${otherOf(d)} về cùng tổ chức ${nameOf(d)}. Giữ lại một trong hai việc.`,
  },
  'units.act_target_ends': {
    status: 422,
    text: (d) => `${nameOf(d)} kết thúc hoạt động theo ${otherOf(d)}, nên không nhận thêm được. Xin chọn tổ chức khác.`,
  },
  'units.act_same_unit': {
    status: 422,
    text: (d) =>
      `${nameOf(d)} có mặt hai lần trong cùng một việc. Mỗi tổ chức chỉ chọn một lần, và không tự nhập vào mình.`,
  },
  'units.act_child_not_placed': {
    status: 422,
    text: (d) =>
      `${nameOf(d)} còn ${String(d['count'])} tổ chức trực thuộc chưa có nơi đến (${namesOf(d)}). Chọn tổ chức tiếp nhận cho từng tổ chức.`,
  },
  'units.act_not_a_child': {
    status: 422,
    text: (d) => `${nameOf(d)} không trực thuộc tổ chức được chia, tách hoặc giải thể vào ngày đó. Xin chọn lại.`,
  },
  'units.act_sorts_differ': {
    status: 422,
    text: (d) =>
      `${nameOf(d)} là ${kindOf(d, 'kind')}, không nhập, chia hay tách thành ${kindOf(d, 'into')} được. Muốn đưa chi bộ về một đảng bộ thì dùng việc “chuyển trực thuộc”.`,
  },
  'units.act_id_taken': {
    status: 409,
    text: (d) =>
      `Tổ chức mới ${nameOf(d)} đã có trong cây hoặc được lập hai lần trong phương án. Bỏ việc này và thêm lại.`,
  },
  'units.act_top': {
    status: 422,
    text: 'Đảng bộ Khối là cấp cao nhất, phương án không chuyển hay kết thúc được. Xin chọn tổ chức bên dưới.',
  },
  'units.act_nothing_changed': {
    status: 422,
    text: (d) => `Việc này không làm thay đổi gì ở ${nameOf(d)}. Sửa nội dung, hoặc bỏ việc này.`,
  },
  'units.act_cycle': {
    status: 422,
    text: (d) => `Từ ngày ${dayOf(d)}, ${nameOf(d)} sẽ nằm dưới chính nó. Xin chọn tổ chức cấp trên khác.`,
  },
  'units.act_parent_missing': {
    status: 422,
    text: (d) =>
      `Từ ngày ${dayOf(d)}, ${nameOf(d)} vẫn hoạt động mà tổ chức cấp trên ${nameOf(d, 'parent')} không còn. Chọn nơi đến cho ${nameOf(d)}, hoặc chọn ngày khác.`,
  },
  'units.act_nesting': {
    status: 422,
    text: (d) =>
      `${nameOf(d)}: ${kindOf(d, 'kind')} không đặt trực tiếp dưới ${kindOf(d, 'parentKind')} (${ruleOf(d)}). Chọn cấp trên khác, hoặc đổi loại hình trong cùng phương án.`,
  },
  'units.act_route_source': {
    status: 422,
    text: (d) => `${nameOf(d)} không phải là chi bộ có đảng viên ở lại Khối vào ngày đó. Xin chọn chi bộ khác.`,
  },
  'units.act_route_target': {
    status: 422,
    text: (d) => `${nameOf(d)} không phải là chi bộ hoạt động sau ngày sắp xếp. Chọn chi bộ khác để nhận đảng viên.`,
  },
  'units.act_route_twice': {
    status: 422,
    text: (d) => `Đảng viên của ${nameOf(d)} đã được phân công nơi đến ở ${otherOf(d)}. Mỗi người chỉ đến một nơi.`,
  },
  'units.acts_followed': {
    status: 409,
    text: (d) =>
      `Sau khi thực hiện đã có thay đổi khác ghi về ${nameOf(d)}, nên không hoàn lại được. Hãy lập phương án đính chính.`,
  },
}
