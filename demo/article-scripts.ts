// Short news of bloc 1 for the portal's front page: invented, about nobody, spread over the last year.
export interface News {
  title: string
  lead: string
  section: 'news' | 'party_building' | 'following_uncle' | 'mass_work' | 'grassroots'
  paragraphs: readonly (readonly string[])[]
  /** Days before today on which it was published. */
  daysAgo: number
  caption: string
  tags: readonly string[]
  views: number
}

const CAPTION = 'Tranh minh họa'

export const NEWS: readonly News[] = [
  {
    title: 'Khai giảng lớp bồi dưỡng nhận thức về Đảng đợt cuối năm',
    lead: 'Lớp học có quần chúng ưu tú từ nhiều chi bộ trong Khối, học tập trung năm ngày.',
    section: 'party_building',
    paragraphs: [
      ['Sáng nay, Đảng ủy Khối khai giảng lớp bồi dưỡng nhận thức về Đảng.', 'Học viên là quần chúng ưu tú do các chi bộ giới thiệu.'],
      ['Chương trình gồm năm chuyên đề và một buổi đi thực tế.', 'Cuối khóa, học viên viết bài thu hoạch.'],
    ],
    daysAgo: 4,
    caption: CAPTION,
    tags: ['kết nạp đảng viên', 'bồi dưỡng'],
    views: 24,
  },
  {
    title: 'Sổ sinh hoạt chi bộ trên hệ thống: bí thư ghi biên bản ngay tại cuộc họp',
    lead: 'Sau một quý dùng thử, nhiều chi bộ đã bỏ hẳn việc chép lại số liệu để báo cáo.',
    section: 'grassroots',
    paragraphs: [
      ['Bí thư chi bộ điểm danh trên điện thoại, ghi kết luận ngay khi họp xong.', 'Số liệu tháng được tính từ hồ sơ, không phải gửi thêm biểu.'],
      ['Đảng ủy cơ sở nhìn thấy chi bộ nào chưa họp để nhắc sớm.'],
    ],
    daysAgo: 11,
    caption: CAPTION,
    tags: ['chuyển đổi số', 'sinh hoạt chi bộ'],
    views: 31,
  },
  {
    title: 'Mô hình “Ngày thứ Sáu không hẹn” giúp người dân đỡ phải đi lại',
    lead: 'Một chi bộ làm việc với người dân trong ngày, không cần đặt lịch trước.',
    section: 'mass_work',
    paragraphs: [
      ['Mỗi sáng thứ Sáu, đảng viên của chi bộ thay nhau hướng dẫn thủ tục tại chỗ.'],
      ['Sau sáu tháng, số lượt phải quay lại giảm rõ rệt.', 'Cách làm đang được các chi bộ khác tìm hiểu.'],
    ],
    daysAgo: 26,
    caption: CAPTION,
    tags: ['dân vận khéo'],
    views: 18,
  },
  {
    title: 'Học Bác từ việc nhỏ: bớt một cuộc họp, thêm một lần xuống cơ sở',
    lead: 'Chi bộ đăng ký việc làm cụ thể theo từng vị trí công tác và chấm điểm hằng tháng.',
    section: 'following_uncle',
    paragraphs: [
      ['Mỗi đảng viên chọn một việc làm theo Bác gắn với công việc hằng ngày.', 'Chi bộ nhận xét ngay trong buổi sinh hoạt tháng.'],
      ['Thời gian họp giảm, thời gian đi cơ sở tăng.'],
    ],
    daysAgo: 47,
    caption: CAPTION,
    tags: ['làm theo Bác'],
    views: 15,
  },
  {
    title: 'Trao quyết định kết nạp đảng viên tại các chi bộ dịp 2/9',
    lead: 'Các lễ kết nạp được tổ chức trang trọng, gọn, ngay trong sinh hoạt chi bộ.',
    section: 'party_building',
    paragraphs: [['Nhiều chi bộ chọn dịp Quốc khánh để tổ chức lễ kết nạp.'], ['Đảng viên mới phần lớn trưởng thành từ Đoàn Thanh niên.']],
    daysAgo: 82,
    caption: CAPTION,
    tags: ['kết nạp đảng viên'],
    views: 12,
  },
  {
    title: 'Sinh hoạt chuyên đề ở chi bộ vùng cao: ít người vẫn nhiều ý kiến',
    lead: 'Chuẩn bị câu hỏi trước một tuần giúp buổi sinh hoạt chuyên đề bớt hình thức.',
    section: 'grassroots',
    paragraphs: [['Chi ủy gửi trước ba câu hỏi gắn với việc của chi bộ.', 'Mỗi đảng viên chuẩn bị một ý kiến ngắn.'], ['Kết luận của bí thư có người làm và thời hạn.']],
    daysAgo: 120,
    caption: CAPTION,
    tags: ['sinh hoạt chi bộ'],
    views: 9,
  },
] // prettier-ignore
