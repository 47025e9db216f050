// Texts of the demo's reports, heading by heading (rule BC-04): plain, short, about nobody.
import type { Random } from './random.ts'

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'I.1': [
    'Lãnh đạo hoàn thành {p}% nhiệm vụ chuyên môn được giao trong kỳ; không có hồ sơ quá hạn kéo dài.',
    'Hoàn thành {n}/{m} nhiệm vụ trong chương trình công tác; các việc còn lại đang làm đúng tiến độ.',
    'Cơ bản hoàn thành kế hoạch đề ra; cắt giảm thời gian giải quyết {n} thủ tục.',
  ],
  'I.2': [
    'Tổ chức học tập nghị quyết cho toàn thể đảng viên, tỷ lệ tham gia {p}%; tư tưởng đảng viên ổn định.',
    'Duy trì thông tin thời sự trong sinh hoạt chi bộ; đảng viên đăng ký nội dung làm theo Bác theo vị trí việc làm.',
    'Nắm và định hướng dư luận kịp thời về sắp xếp tổ chức bộ máy; {n} buổi tuyên truyền được tổ chức.',
  ],
  'I.3': [
    'Chi bộ sinh hoạt đều kỳ, có nội dung chuyên đề; {n} quần chúng được cử học lớp nhận thức về Đảng.',
    'Rà soát quy hoạch cấp ủy; quản lý đảng viên chặt chẽ, hồ sơ được cập nhật đầy đủ.',
    'Nền nếp sinh hoạt được giữ vững; tiếp nhận, chuyển sinh hoạt đảng đúng quy định.',
  ],
  'I.4': [
    'Thực hiện chương trình kiểm tra, giám sát năm; đã kiểm tra {n} chi bộ, chưa phát hiện vi phạm phải xử lý.',
    'Tự kiểm tra việc thu, nộp đảng phí và chế độ sinh hoạt; hạn chế được khắc phục ngay.',
    'Hoàn thành giám sát chuyên đề đối với {n} đảng viên giữ chức vụ.',
  ],
  'I.5': [
    'Thực hiện tốt quy chế dân chủ; hội nghị cán bộ, công chức tổ chức đúng hạn.',
    'Duy trì mô hình dân vận khéo; tiếp công dân đúng lịch, không có đơn thư vượt cấp.',
    'Công khai tài chính, tuyển dụng, khen thưởng; giúp đỡ {n} hộ khó khăn ở địa bàn kết nghĩa.',
  ],
  'I.6': [
    'Công khai, minh bạch trong quản lý tài sản công; kê khai tài sản đầy đủ, đúng hạn.',
    'Không phát sinh vụ việc; tiết kiệm {n}% chi thường xuyên.',
  ],
  'I.7': [
    'Gửi nhận văn bản điện tử có ký số; sổ sinh hoạt chi bộ được ghi trên hệ thống.',
    'Đổi mới cách ra nghị quyết: ngắn, rõ người, rõ việc; {p}% văn bản được xử lý trên môi trường mạng.',
    'Phân công cấp ủy viên dự sinh hoạt với chi bộ trực thuộc hằng tháng.',
  ],
  'II.1': [
    'Nội bộ đoàn kết, nền nếp sinh hoạt được giữ vững, nhiệm vụ chính trị hoàn thành tốt.',
    'Cấp ủy chủ động, bám sát chương trình công tác; đảng viên nêu gương trong công việc.',
  ],
  'II.2': [
    'Một số buổi sinh hoạt chuyên đề còn ít ý kiến thảo luận; việc tạo nguồn kết nạp còn chậm.',
    'Tự phê bình và phê bình ở một vài chi bộ chưa thẳng thắn; báo cáo có lúc chưa đúng hạn.',
  ],
  III: [
    'Hoàn thành chỉ tiêu kết nạp; nâng chất lượng sinh hoạt chuyên đề; chuẩn bị kiểm điểm cuối năm.',
    'Đôn đốc các chi bộ còn chậm; hoàn thành chương trình kiểm tra, giám sát; tổng kết công tác năm.',
  ],
}

const OPTIONAL = ['I.6']

function filled(chance: Random, template: string): string {
  const whole = chance.between(9, 16)
  return template
    .replaceAll('{p}', String(chance.between(94, 100)))
    .replaceAll('{n}', String(chance.between(2, 8)))
    .replaceAll('{m}', String(whole))
}

/** Texts of a part; `share` of the headings in their order, all of them at 1. */
export function partTexts(chance: Random, share = 1): { heading: string; body: string }[] {
  const headings = Object.keys(TEXTS).filter((heading) => !OPTIONAL.includes(heading) || chance.chance(0.5))
  return headings
    .slice(0, Math.max(1, Math.round(headings.length * share)))
    .map((heading) => ({ heading, body: filled(chance, chance.pick(TEXTS[heading] as string[])) }))
}

/** What the bloc wrote itself where the units' texts would be too many. */
export const BLOC_TEXTS: Readonly<Record<string, string>> = {
  'II.1':
    'Các cấp ủy trong Khối bám sát chương trình công tác, giữ nền nếp sinh hoạt; công tác phát triển đảng viên được quan tâm, số liệu báo cáo lấy thẳng từ hồ sơ của chi bộ.',
  'II.2':
    'Một số đơn vị nộp báo cáo còn chậm; chất lượng sinh hoạt chuyên đề chưa đều; việc tạo nguồn kết nạp ở một số chi bộ ít đoàn viên còn khó khăn.',
  III: 'Tập trung hoàn thành chỉ tiêu kết nạp cả năm; đôn đốc chi bộ chưa sinh hoạt đủ kỳ; chuẩn bị kiểm điểm, đánh giá, xếp loại cuối năm; hoàn thành chương trình kiểm tra, giám sát.',
}
