// Words the publication gate looks for, and what it says about what it finds.
import type { FindingKind } from './finding-kinds.ts'

export const findingNames: Record<FindingKind, string> = {
  citizen_id: 'Giống số căn cước, chứng minh nhân dân',
  phone: 'Giống số điện thoại',
  email: 'Địa chỉ thư điện tử',
  card_number: 'Giống số thẻ, số tài khoản',
  birth_date: 'Ngày sinh',
  discipline: 'Nói về kiểm tra, kỷ luật',
  internal: 'Dấu hiệu tài liệu mật, nội bộ',
  member_name: 'Tên đảng viên trong danh sách, không phải người phát biểu',
}

export const findingAdvice: Record<FindingKind, string> = {
  citizen_id: 'Bỏ số này khỏi bài, hoặc ghi lý do nếu đây không phải số định danh.',
  phone: 'Chỉ để số điện thoại của cơ quan, ghi rõ lý do.',
  email: 'Chỉ để địa chỉ của cơ quan, ghi rõ lý do.',
  card_number: 'Bỏ số này khỏi bài, hoặc ghi lý do.',
  birth_date: 'Không đăng ngày sinh; cần thì chỉ ghi năm.',
  discipline: 'Chỉ đăng khi kết luận đã được công bố; ghi văn bản cho phép.',
  internal: 'Bài không được dẫn tài liệu mật hoặc nội bộ; ghi lý do nếu từ này dùng theo nghĩa khác.',
  member_name: 'Kiểm tra đã được người này đồng ý nêu tên chưa; ghi lý do.',
}

/** Followed or preceded by these, a word means something harmless. */
export const gateWords = {
  born: ['sinh ngày', 'sinh năm', 'ngày sinh', 'năm sinh'],
  discipline: [
    'kỷ luật',
    'kỉ luật',
    'khiển trách',
    'cảnh cáo',
    'cách chức',
    'khai trừ',
    'vi phạm',
    'tố cáo',
    'khiếu nại',
    'dấu hiệu vi phạm',
    'đình chỉ sinh hoạt',
  ],
  internal: ['tuyệt mật', 'tối mật', 'mật', 'nội bộ', 'không phổ biến', 'lưu hành nội bộ', 'bí mật nhà nước'],
  harmlessAfter: { mật: ['thiết', 'độ', 'ong', 'khẩu', 'mía'] } as Record<string, readonly string[]>,
  harmlessBefore: { mật: ['thân'], 'nội bộ': ['đoàn kết', 'thống nhất trong'] } as Record<string, readonly string[]>,
  card: ['số thẻ', 'thẻ đảng số', 'số tài khoản', 'tài khoản số'],
}
